import type { Operation } from '@linggong/contracts/api/operation.ts';
import { PROBLEMS, type ProblemCode, zProblem } from '@linggong/contracts/problem.ts';
import { describeRoute, resolver } from 'hono-openapi';

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

function problemsOf(operation: Operation): ProblemCode[] {
  const { params, query, body, form, method, idempotent } = operation;
  return [
    ...(params || query || body || form ? (['request.invalid'] as const) : []),
    ...(body || form ? BODY_PROBLEMS : []),
    ...(method === 'get' ? [] : (['request.origin'] as const)),
    ...(idempotent ? KEY_PROBLEMS : []),
    ...(operation.who === 'account' ? (['auth.required'] as const) : []),
    ...(operation.problems ?? []),
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

function describeSuccess({ answer, produces, status = 200 }: Operation): Responses {
  if (answer)
    return { [status]: { description: 'OK', content: { 'application/json': { schema: resolver(answer) } } } };
  if (produces)
    return { [status]: { description: 'OK', content: { [produces]: { schema: { type: 'string' } } } } };
  return { 204: { description: 'Done' } };
}

const formBody = ({ properties, required }: NonNullable<Operation['form']>) => ({
  required: true,
  content: { 'multipart/form-data': { schema: { type: 'object' as const, properties, required } } },
});

/** An operation's entry in the OpenAPI document; its inputs' schemas are added by their validators. */
export const describeOperation = (operation: Operation) =>
  describeRoute({
    tags: [operation.tag],
    // Plain text by the standard: readers show Markdown's marks as they are.
    summary: operation.summary.replaceAll('`', ''),
    operationId: `${operation.method}_${operation.path.replace(/[^a-z]+/gi, '_').replace(/^_|_$/g, '')}`,
    ...(operation.who === 'account' ? { security: [{ session: [] }] } : {}),
    ...(operation.idempotent ? { parameters: [KEY_PARAMETER] } : {}),
    ...(operation.form ? { requestBody: formBody(operation.form) } : {}),
    responses: { ...describeSuccess(operation), ...describeProblems(problemsOf(operation)) },
  });
