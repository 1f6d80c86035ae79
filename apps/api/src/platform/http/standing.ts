import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { limitAddress, type RateLimits } from '../rate-limit.ts';
import { requestAddress } from './address.ts';
import type { ApiEnv } from './env.ts';
import { logAnswer, requestIdOf } from './middleware.ts';
import { isKnown, PREPARED_TYPE, type Prepared } from './prepared.ts';

/** An answer that is the same for everybody as long as it stands. */
export type StandingAnswer = Prepared & { stands: () => boolean };

/** Some megabytes; the oldest goes first. */
const MOST = 500;
/** Those that differ from one request to the next. */
const OWN = new Set(['x-request-id', 'content-type']);
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const ENCODERS = {
  br: (body: Buffer) => brotliCompressSync(body, QUALITY),
  gzip: (body: Buffer) => gzipSync(body),
};
type Encoding = keyof typeof ENCODERS;
type Kept = StandingAnswer & { headers: readonly string[]; encoded: Partial<Record<Encoding, Buffer>> };

/** The first of our encodings that a client takes. */
function encodingFor(accepted: string | undefined): Encoding | undefined {
  if (!accepted) return undefined;
  const refused = /\bq=0(\.0*)?(?![.\d])/.test(accepted);
  const taken = accepted.split(',').filter((one) => !refused || !/;\s*q=0(\.0*)?\s*$/.test(one));
  return (['br', 'gzip'] as const).find((name) => taken.some((one) => one.trim().startsWith(name)));
}

/**
 * Sends answers that stand past the framework, with the headers that it gave them the first time: most of what a
 * cached answer costs otherwise is the way to it. An answer gets here by `c.set('standing', ...)` in its route; it is
 * found again by the very same path and query. Limits, log and figures are the same on both ways.
 */
export function standingAnswers(options: {
  log: Logger;
  limits: RateLimits;
  figures: Metrics;
  trustProxy: boolean;
}) {
  const { log, limits, figures, trustProxy } = options;
  const answers = new Map<string, Kept>();

  /** The first of all middleware, so that it sees all headers. */
  const keep: MiddlewareHandler<ApiEnv> = async (c, next) => {
    await next();
    const standing = c.get('standing');
    if (!standing || c.req.method !== 'GET') return;
    const { pathname, search } = new URL(c.req.url);
    const headers = [...c.res.headers].filter(([name]) => !OWN.has(name)).flat();
    const url = pathname + search;
    answers.delete(url);
    answers.set(url, { ...standing, headers: [...headers, 'vary', 'Accept-Encoding'], encoded: {} });
    if (answers.size > MOST) answers.delete(answers.keys().next().value!);
  };

  return {
    keep,
    find({ method, url }: IncomingMessage): Kept | undefined {
      if (method !== 'GET') return undefined;
      const kept = answers.get(url!);
      return kept?.stands() ? kept : undefined;
    },
    /** Throws where the client asks too often; nothing is sent then. */
    async send(kept: Kept, request: IncomingMessage, response: ServerResponse): Promise<void> {
      const started = performance.now();
      const given = request.headers;
      await limitAddress(limits, 'GET', requestAddress(given, request.socket.remoteAddress, trustProxy));
      const requestId = requestIdOf(given['x-request-id'] as string | undefined);
      const head = ['x-request-id', requestId, ...kept.headers];
      const status = isKnown(given['if-none-match'], kept.etag) ? 304 : 200;
      if (status === 304) response.writeHead(304, head).end();
      else {
        const encoding = encodingFor(given['accept-encoding']);
        if (encoding) kept.encoded[encoding] ??= ENCODERS[encoding](kept.body);
        const body = encoding ? kept.encoded[encoding]! : kept.body;
        if (encoding) head.push('content-encoding', encoding);
        head.push('content-type', PREPARED_TYPE, 'content-length', String(body.length));
        response.writeHead(200, head).end(body);
      }
      const ms = performance.now() - started;
      figures.answered('GET', status, ms);
      logAnswer(log, { requestId, method: 'GET', path: request.url!.split('?', 1)[0]!, status, ms });
    },
  };
}
export type StandingAnswers = ReturnType<typeof standingAnswers>;
