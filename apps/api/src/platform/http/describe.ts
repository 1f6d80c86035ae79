import type { ProblemCode } from '@linggong/contracts/problem.ts';
import { PROBLEMS, zProblem } from '@linggong/contracts/problem.ts';
import { describeRoute, resolver } from 'hono-openapi';
import type * as z from 'zod';

/** What the reference says of an operation beside its schemas. */
export type Described = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  tag: string;
  /** One line. */
  summary: string;
  /** Parts of a multipart form that the handler reads itself. */
  form?: {
    properties: Record<string, { type: 'string'; format?: 'binary'; maxLength?: number }>;
    required: string[];
  };
  /** The handler reads the body itself, and bounds it. Others' are bounded before. */
  readsBody?: true;
  /** Takes an Idempotency-Key: the handler runs within `deps.idempotent`. */
  idempotent?: true;
  /** The same for everybody: nobody's session is looked up, and `viewer` is null. */
  forAnyone?: true;
  /** The media type of an answer that the handler makes itself. */
  produces?: string;
  /** 200 unless said. */
  status?: 200 | 201 | 202;
  /** The problems a client should expect beside the general ones. */
  problems?: ProblemCode[];
};
type Schemas = { params?: unknown; query?: unknown; body?: unknown; answer?: z.ZodType | undefined };
type Responses = NonNullable<Parameters<typeof describeRoute>[0]['responses']>;

const BODY_PROBLEMS: ProblemCode[] = ['request.malformed', 'request.too_large', 'request.unsupported_type'];
const KEY_PROBLEMS: ProblemCode[] = ['request.idempotency_key_reused', 'request.idempotency_running'];
const KEY_PARAMETER = {
  in: 'header' as const,
  name: 'Idempotency-Key',
  description:
    'Chosen by the client; a request repeated with it is done once and gets the first answer again.',
  schema: { type: 'string' as const, pattern: '^[\\w-]{8,128}$' },
};

function problemsOf(spec: Described & Schemas): ProblemCode[] {
  const { params, query, body, form, method, idempotent } = spec;
  return [
    ...(params || query || body || form ? (['request.invalid'] as const) : []),
    ...(body || form ? BODY_PROBLEMS : []),
    ...(method === 'get' ? [] : (['request.origin'] as const)),
    ...(idempotent ? KEY_PROBLEMS : []),
    ...(spec.problems ?? []),
    'request.rate_limited',
    'server.error',
    'server.unavailable',
  ];
}

function describeProblems(codes: ProblemCode[]): Responses {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code]);
  const content = { 'application/problem+json': { schema: resolver(zProblem) } };
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [status, { description: same.join(', '), content }]),
  );
}

function describeSuccess({ answer, produces, status = 200 }: Described & Schemas): Responses {
  if (answer)
    return { [status]: { description: 'OK', content: { 'application/json': { schema: resolver(answer) } } } };
  if (produces)
    return { [status]: { description: 'OK', content: { [produces]: { schema: { type: 'string' } } } } };
  return { 204: { description: 'Done' } };
}

const formBody = (form: NonNullable<Described['form']>) => ({
  required: true,
  content: { 'multipart/form-data': { schema: { type: 'object' as const, ...form } } },
});

/** An operation's entry in the OpenAPI document; its inputs' schemas are added by their validators. */
export const describeOperation = (spec: Described & Schemas) =>
  describeRoute({
    tags: [spec.tag],
    summary: spec.summary,
    operationId: `${spec.method}_${spec.path.replace(/[^a-z]+/gi, '_').replace(/^_|_$/g, '')}`,
    ...(spec.idempotent ? { parameters: [KEY_PARAMETER] } : {}),
    ...(spec.form ? { requestBody: formBody(spec.form) } : {}),
    responses: { ...describeSuccess(spec), ...describeProblems(problemsOf(spec)) },
  });
