import type { ProblemCode } from '@linggong/contracts/problem.ts';
import { PROBLEMS, zProblem } from '@linggong/contracts/problem.ts';
import type { Context, Hono } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import type * as z from 'zod';
import { problem } from '../problem.ts';
import type { ApiEnv, Viewer } from './env.ts';

type Schema = z.ZodType;
type Out<S> = S extends Schema ? z.output<S> : undefined;

type Spec<P, Q, B, A> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  tag: string;
  /** One line for the reference. */
  summary: string;
  params?: P;
  query?: Q;
  /** A JSON body. */
  body?: B;
  /** What it answers with; without a schema: 204 and nothing. */
  answer?: A;
  /** 200 unless said. */
  status?: 200 | 201 | 202;
  /** The problems a client should expect beside the general ones. */
  problems?: ProblemCode[];
};

type Given<P, Q, B> = {
  params: Out<P>;
  query: Out<Q>;
  body: Out<B>;
  viewer: Viewer | null;
  c: Context<ApiEnv>;
};

type Issue = { path?: readonly (PropertyKey | { key: PropertyKey })[]; message: string };

/** All that is wrong with an input, without a word of what was sent. */
export function invalid(issues: readonly Issue[]) {
  const errors = issues.map((issue) => ({
    path: (issue.path ?? []).map((p) => String(typeof p === 'object' ? p.key : p)).join('.'),
    message: issue.message,
  }));
  return problem('request.invalid', { errors });
}

const check = <S extends Schema>(target: 'param' | 'query' | 'json', schema: S) =>
  validator(target, schema, (result) => {
    if (!result.success) throw invalid(result.error as readonly Issue[]);
  });

const describeProblems = (codes: ProblemCode[]) => {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.join(', '),
        content: { 'application/problem+json': { schema: resolver(zProblem) } },
      },
    ]),
  );
};

/**
 * Registers one operation: its inputs parsed by its schemas, its entry in the OpenAPI document, its answer as JSON.
 * The handler gets parsed values and the viewer (null: nobody is signed in); it returns the body of the answer.
 * Checks of access belong into the use case, not here.
 */
export function endpoint<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  A extends Schema | undefined = undefined,
>(
  app: Hono<ApiEnv>,
  spec: Spec<P, Q, B, A>,
  handle: (given: Given<P, Q, B>) => Promise<A extends Schema ? z.input<A> | Response : undefined | Response>,
): void {
  const status = spec.status ?? 200;
  const problems: ProblemCode[] = [
    ...(spec.params || spec.query || spec.body ? (['request.invalid'] as const) : []),
    ...(spec.problems ?? []),
    'request.rate_limited',
    'server.error',
  ];
  const description = describeRoute({
    tags: [spec.tag],
    summary: spec.summary,
    operationId: `${spec.method}_${spec.path.replace(/[^a-z]+/gi, '_').replace(/^_|_$/g, '')}`,
    responses: {
      ...(spec.answer
        ? {
            [status]: {
              description: 'OK',
              content: { 'application/json': { schema: resolver(spec.answer) } },
            },
          }
        : { 204: { description: 'Done' } }),
      ...describeProblems(problems),
    },
  });
  const validators = [
    spec.params && check('param', spec.params),
    spec.query && check('query', spec.query),
    spec.body && check('json', spec.body),
  ].filter((v) => v !== undefined);
  app.on(
    spec.method.toUpperCase(),
    spec.path,
    description,
    ...(validators as []),
    async (c: Context<ApiEnv>) => {
      const valid = (target: string, wanted: unknown) => (wanted ? c.req.valid(target as never) : undefined);
      const answer = await handle({
        params: valid('param', spec.params) as Out<P>,
        query: valid('query', spec.query) as Out<Q>,
        body: valid('json', spec.body) as Out<B>,
        viewer: await c.get('viewer')(),
        c,
      });
      if (answer instanceof Response) return answer;
      return spec.answer ? c.json(answer as object, status) : c.body(null, 204);
    },
  );
}
