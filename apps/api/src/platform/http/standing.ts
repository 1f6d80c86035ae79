import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { limitClient, type RateLimits, type SessionIn } from '../rate-limit.ts';
import { requestAddress } from './address.ts';
import type { ApiEnv, StandingAnswer } from './env.ts';
import { logAnswer, requestIdOf } from './middleware.ts';
import { isKnown, PREPARED_TYPE } from './prepared.ts';

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
/** One form of an answer. Its head begins with the request's id, which is put in just before it is sent. */
type Form = { head: string[]; text: string };
type Kept = StandingAnswer & {
  headers: readonly string[];
  known: Form;
  plain?: Form;
  encoded: Partial<Record<Encoding, Form>>;
};

const formOf = (headers: readonly string[], body: Buffer | null, more: readonly string[] = []): Form => ({
  head: ['x-request-id', '', ...headers, ...more, ...(body ? ['content-length', String(body.length)] : [])],
  // Byte by byte: the server sends a text together with its head, in one piece.
  text: body?.toString('latin1') ?? '',
});
const SENT_AS = ['content-type', PREPARED_TYPE];

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
  sessionIn: SessionIn;
}) {
  const { log, limits, figures, trustProxy, sessionIn } = options;
  const answers = new Map<string, Kept>();

  /** The first of all middleware, so that it sees all headers. */
  const keep: MiddlewareHandler<ApiEnv> = async (c, next) => {
    await next();
    const standing = c.get('standing');
    if (!standing || c.req.method !== 'GET') return;
    const { pathname, search } = new URL(c.req.url);
    const url = pathname + search;
    // The very same again: what was compressed of it stays.
    if (answers.get(url)?.stands === standing.stands) return;
    const first = [...c.res.headers].filter(([name]) => !OWN.has(name)).flat();
    const headers = [...first, 'vary', 'Accept-Encoding'];
    answers.delete(url);
    answers.set(url, { ...standing, headers, known: formOf(headers, null), encoded: {} });
    if (answers.size > MOST) answers.delete(answers.keys().next().value!);
  };

  function formFor(kept: Kept, accepted: string | undefined): Form {
    const encoding = encodingFor(accepted);
    if (!encoding) {
      kept.plain ??= formOf(kept.headers, kept.body, SENT_AS);
      return kept.plain;
    }
    const more = ['content-encoding', encoding, ...SENT_AS];
    kept.encoded[encoding] ??= formOf(kept.headers, ENCODERS[encoding](kept.body), more);
    return kept.encoded[encoding];
  }

  function answer(kept: Kept, request: IncomingMessage, response: ServerResponse, started: number): void {
    const given = request.headers;
    const requestId = requestIdOf(given['x-request-id'] as string | undefined);
    const status = isKnown(given['if-none-match'], kept.etag) ? 304 : 200;
    const { head, text } = status === 304 ? kept.known : formFor(kept, given['accept-encoding']);
    head[1] = requestId;
    response.writeHead(status, head).end(text, 'latin1');
    const ms = performance.now() - started;
    figures.answered('GET', status, ms);
    if (log.isLevelEnabled('info'))
      logAnswer(log, { requestId, method: 'GET', path: request.url!.split('?', 1)[0]!, status, ms });
  }

  return {
    keep,
    find({ method, url }: IncomingMessage): Kept | undefined {
      if (method !== 'GET') return undefined;
      const kept = answers.get(url!);
      return kept?.stands() ? kept : undefined;
    },
    /** Calls `refused`, and sends nothing, where the client asks too often. */
    send(kept: Kept, request: IncomingMessage, response: ServerResponse, refused: RequestListener): void {
      const started = performance.now();
      const given = () => answer(kept, request, response, started);
      const address = requestAddress(request.headers, request.socket.remoteAddress, trustProxy);
      let asking: Promise<void> | void;
      try {
        asking = limitClient(limits, 'GET', { address, session: sessionIn(request.headers.cookie) });
      } catch {
        refused(request, response);
        return;
      }
      if (asking) asking.then(given, () => refused(request, response));
      else given();
    },
  };
}
export type StandingAnswers = ReturnType<typeof standingAnswers>;
