import { type Answered, JSON_BYTES, type Operation, type Read } from '@linggong/contracts/api/operation.ts';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { validator } from 'hono-openapi';
import type * as z from 'zod';
import { invalid, problem } from '../problem.ts';
import { describeOperation } from './describe.ts';
import type { ApiEnv, Asker, Viewer } from './env.ts';
import { limitBody } from './middleware.ts';

type Given<O, Who> = Who & {
  params: Read<O, 'params'>;
  query: Read<O, 'query'>;
  body: Read<O, 'body'>;
  c: Context<ApiEnv>;
};
type Handle<O, Who> = O extends { answer: z.ZodType }
  ? (given: Given<O, Who>) => Promise<Answered<O> | Response>
  : (given: Given<O, Who>) => Promise<unknown>;
/**
 * `work` makes something that has an id; `replay` reads it as it is now, with the access checks of any reader. Both for
 * somebody who is signed in: keys are counted for each account.
 */
type HandleOnce<O> = {
  work: (given: Given<O, { viewer: Viewer }>) => Promise<Answered<O>>;
  replay: (given: Given<O, { viewer: Viewer }>, id: string) => Promise<Answered<O>>;
};
type Handler<O> = O extends { idempotent: true } ? HandleOnce<O> : Handle<O, { viewer: Viewer | null }>;
/** What a handler is beneath its types. */
type AnyGiven = { params: unknown; query: unknown; body: unknown; c: Context<ApiEnv>; viewer: Viewer | null };
type AnyHandle<Given> = (given: Given) => Promise<unknown>;
type AnyOnce = {
  work: (given: AnyGiven) => Promise<{ id: string }>;
  replay: (given: AnyGiven, id: string) => Promise<{ id: string }>;
};

const check = (target: 'param' | 'query' | 'json', schema: z.ZodType) =>
  validator(target, schema, (result) => {
    if (!result.success) throw invalid(result.error as Parameters<typeof invalid>[0]);
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

const limitJson = limitBody(JSON_BYTES);

/** What stands before the handler: bounds, then schemas, in the order in which they refuse. */
const guards = (contract: Operation): MiddlewareHandler<ApiEnv>[] =>
  [
    contract.cacheSeconds !== undefined && etag(),
    // A form is taken in by its handler, once it knows who sends it.
    contract.method !== 'get' && !contract.form && limitJson,
    contract.params && check('param', contract.params),
    contract.query && check('query', contract.query),
    contract.body && requireJson,
    contract.body && check('json', contract.body),
  ].filter((guard) => guard !== undefined && guard !== false) as MiddlewareHandler<ApiEnv>[];

/**
 * Serves one operation as its contract has it: its inputs parsed by its schemas, its body bounded, its entry in the
 * OpenAPI document, its answer as JSON with its status, done once for each key where it is idempotent.
 * The handler gets parsed values and the viewer (null: nobody is signed in); it returns the body of the answer.
 * Checks of access belong into the use case, not here.
 */
export function serve<O extends Operation>(app: Hono<ApiEnv>, contract: O, handler: Handler<O>): void {
  const handle = (
    contract.idempotent ? onceAKey(contract, handler as AnyOnce) : handler
  ) as AnyHandle<AnyGiven>;
  register(app, contract, async ({ asker, ...given }) =>
    handle({ ...given, viewer: asker && (await asker.viewer()) }),
  );
}

/** As `serve`, for a use case that reads something else while it is looked up who asks. */
export function serveForAsker<O extends Operation & { idempotent?: never }>(
  app: Hono<ApiEnv>,
  contract: O,
  handle: Handle<O, { asker: Asker | null }>,
): void {
  register(app, contract, handle as AnyHandle<unknown>);
}

const onceAKey =
  ({ status = 200 }: Operation, { work, replay }: AnyOnce): AnyHandle<AnyGiven> =>
  (given) =>
    given.c.get('once')(given.viewer, given.body ?? {}, {
      status,
      work: () => work(given),
      replay: (id) => replay(given, id),
    });

function register(
  app: Hono<ApiEnv>,
  contract: Operation,
  handle: AnyHandle<Omit<AnyGiven, 'viewer'> & { asker: Asker | null }>,
): void {
  const { method, path, who, answer, status = 200, cacheSeconds } = contract;
  app.on(
    method.toUpperCase(),
    path,
    describeOperation(contract),
    ...(guards(contract) as []),
    async (c: Context<ApiEnv>) => {
      const valid = (target: string, wanted: unknown) => (wanted ? c.req.valid(target as never) : undefined);
      const answered = await handle({
        params: valid('param', contract.params),
        query: valid('query', contract.query),
        body: valid('json', contract.body),
        asker: who === 'everybody' ? null : await c.get('asker')(),
        c,
      });
      if (cacheSeconds !== undefined) c.header('Cache-Control', `public, max-age=${cacheSeconds}`);
      if (answered instanceof Response) return answered;
      return answer ? c.json(answered as object, status) : c.body(null, 204);
    },
  );
}
