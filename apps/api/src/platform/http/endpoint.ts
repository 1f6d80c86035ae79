import type { Context, Hono, MiddlewareHandler } from 'hono';
import { validator } from 'hono-openapi';
import type * as z from 'zod';
import { problem } from '../problem.ts';
import { type Described, describeOperation } from './describe.ts';
import type { ApiEnv, Asker, Viewer } from './env.ts';
import { limitBody } from './middleware.ts';

type Schema = z.ZodType;
type Out<S> = S extends Schema ? z.output<S> : undefined;

type Spec<P, Q, B, A> = Described & {
  params?: P;
  query?: Q;
  /** A JSON body. */
  body?: B;
  /** What it answers with; without a schema: 204 and nothing. */
  answer?: A;
};

type Given<P, Q, B> = {
  params: Out<P>;
  query: Out<Q>;
  body: Out<B>;
  c: Context<ApiEnv>;
};
type Answer<A> = Promise<A extends Schema ? z.input<A> | Response : undefined | Response>;

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

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** Throws `request.unsupported_type` for a body that isn't JSON: else it would count as an empty one. */
const requireJson: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const length = c.req.header('content-length');
  // A body without a length was read already, and is gone where it was empty.
  const sent = length === undefined ? c.req.raw.body !== null : Number(length) > 0;
  if (sent && !JSON_TYPE.test(c.req.header('content-type') ?? '')) throw problem('request.unsupported_type');
  await next();
};

const limitJson = limitBody(256 * 1024);

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
  handle: (given: Given<P, Q, B> & { viewer: Viewer | null }) => Answer<A>,
): void {
  endpointForAsker(app, spec, async ({ asker, ...given }) =>
    handle({ ...given, viewer: asker && (await asker.viewer()) }),
  );
}

/** As `endpoint`, for a use case that reads something else while it is looked up who asks. */
export function endpointForAsker<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  A extends Schema | undefined = undefined,
>(
  app: Hono<ApiEnv>,
  spec: Spec<P, Q, B, A>,
  handle: (given: Given<P, Q, B> & { asker: Asker | null }) => Answer<A>,
): void {
  const status = spec.status ?? 200;
  const checks = [
    spec.method !== 'get' && !spec.readsBody && limitJson,
    spec.params && check('param', spec.params),
    spec.query && check('query', spec.query),
    spec.body && requireJson,
    spec.body && check('json', spec.body),
  ].filter((v) => v !== undefined && v !== false);
  app.on(
    spec.method.toUpperCase(),
    spec.path,
    describeOperation(spec),
    ...(checks as []),
    async (c: Context<ApiEnv>) => {
      const valid = (target: string, wanted: unknown) => (wanted ? c.req.valid(target as never) : undefined);
      const answer = await handle({
        params: valid('param', spec.params) as Out<P>,
        query: valid('query', spec.query) as Out<Q>,
        body: valid('json', spec.body) as Out<B>,
        asker: spec.forAnyone ? null : await c.get('asker')(),
        c,
      });
      if (answer instanceof Response) return answer;
      return spec.answer ? c.json(answer as object, status) : c.body(null, 204);
    },
  );
}
