import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { type AllProblemTexts, ProblemError, problem, toProblem } from '../problem.ts';
import { clientNetwork } from './address.ts';
import type { ApiEnv } from './env.ts';
import { isOwnHost } from './own-host.ts';

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const REQUEST_ID = /^[\w-]{8,64}$/;

/** Tells this process's requests from others'. A random id for each would cost as much as the rest of a short answer. */
const OURS = randomBytes(6).toString('hex');
let requests = 0;

/** The id that a request brings, or a new one: no two are alike, and none is a secret. */
export function requestIdOf(given: string | undefined): string {
  if (given && REQUEST_ID.test(given)) return given;
  requests += 1;
  return `${OURS}-${requests}`;
}

type Answered = { requestId?: string; method: string; path: string; status: number; ms: number };

export const logAnswer = (log: Logger, answered: Answered): void =>
  log.info({ ...answered, ms: Math.round(answered.ms) }, 'request');

/** Gives each request an id, its client's address and a logger; logs it when it is answered. */
export function requestContext(options: { log: Logger; trustProxy: boolean }): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const requestId = requestIdOf(c.req.header('x-request-id'));
    const bindings = c.env as unknown as Partial<HttpBindings> & { clientIp?: string };
    const forwarded = options.trustProxy ? c.req.header('x-real-ip') : undefined;
    c.set('requestId', requestId);
    const address = forwarded ?? bindings.clientIp ?? bindings.incoming?.socket.remoteAddress ?? 'unknown';
    c.set('clientIp', clientNetwork(address));
    c.set('log', options.log.child({ requestId }));
    c.header('X-Request-Id', requestId);
    const started = performance.now();
    await next();
    const { method, path } = c.req;
    logAnswer(c.get('log'), { method, path, status: c.res.status, ms: performance.now() - started });
  };
}

/** Whether an Origin is this server's own, for a request that named `host`. */
export type OwnOrigin = (origin: string, host: string | undefined) => boolean;

/** The public origin where it is set; else the host that the request itself names, if that is where we listen. */
export const ownOrigin =
  (publicOrigin: string | undefined, listensOn: string): OwnOrigin =>
  (origin, host) =>
    publicOrigin === undefined
      ? isOwnHost(host, listensOn) && URL.canParse(origin) && new URL(origin).host === host
      : origin === publicOrigin;

/**
 * Refuses unsafe methods that a browser sends for another site's page. Browsers always name where such a request
 * comes from; programs with no Origin carry no browser's cookies.
 */
export function sameOrigin(isOwnOrigin: OwnOrigin): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (UNSAFE.has(c.req.method)) {
      const origin = c.req.header('origin');
      const site = c.req.header('sec-fetch-site');
      if (
        origin !== undefined
          ? !isOwnOrigin(origin, new URL(c.req.url).host)
          : site !== undefined && site !== 'same-origin' && site !== 'none'
      ) {
        throw problem('request.origin');
      }
    }
    await next();
  };
}

/** Throws `request.too_large` for bodies of more than `maxSize` bytes; one of unknown length is read up to there. */
export function limitBody(maxSize: number): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (UNSAFE.has(c.req.method)) {
      const length = c.req.header('content-length');
      if (Number(length ?? 0) > maxSize) throw problem('request.too_large');
      if (length === undefined && c.req.raw.body) {
        const { method, url, headers } = c.req.raw;
        const body = await readUpTo(maxSize, c.req.raw.body);
        c.req.raw = new Request(url, { method, headers, body: body.length > 0 ? body : undefined });
      }
    }
    await next();
  };
}

async function readUpTo(
  maxSize: number,
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxSize) throw problem('request.too_large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** For the API's answers; the web app sets its own policy for pages. */
export const apiHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
  crossOriginResourcePolicy: 'same-origin',
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
});

/** What does not say how long it may be kept is not kept: most answers are one person's. */
export const noStore: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};

/** The database gave up a query that took longer than it was allowed to. */
const MAX_TIME_EXPIRED = 50;

function asProblem(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof HTTPException) {
    if (error.status === 400) return problem('request.malformed');
    if (error.status === 413) return problem('request.too_large');
    if (error.status === 415) return problem('request.unsupported_type');
  }
  if (
    error instanceof Error &&
    /^Mongo(ServerSelection|Network|NotConnected|TopologyClosed|ExpiredSession)/.test(error.name)
  ) {
    return problem('server.unavailable', { retryAfterSeconds: 5 });
  }
  if (
    error instanceof Error &&
    error.name === 'MongoServerError' &&
    'code' in error &&
    error.code === MAX_TIME_EXPIRED
  ) {
    return problem('request.timeout', { retryAfterSeconds: 5 });
  }
  return null;
}

/** Answers every error as problem+json; what isn't meant for clients goes to the log alone. */
export const answerProblem =
  (texts: AllProblemTexts) =>
  (error: unknown, c: Context<ApiEnv>): Response => {
    const known = asProblem(error);
    const body = toProblem(known ?? problem('server.error'), c.get('requestId') ?? '', texts);
    if (!known || body.status >= 500) c.get('log')?.error({ err: error }, 'request failed');
    if (body.retryAfterSeconds !== undefined) c.header('Retry-After', String(body.retryAfterSeconds));
    c.header('Cache-Control', 'no-store');
    c.header('Content-Type', 'application/problem+json; charset=utf-8');
    return c.body(JSON.stringify(body), body.status as 500);
  };
