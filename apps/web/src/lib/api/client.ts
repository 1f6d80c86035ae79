import type { Called, QueryValue, Received, Sent } from '@linggong/contracts/api/operation.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { wordsOf } from '#lib/words/words.ts';
import { addressOf } from './address.ts';

const errors = () => wordsOf('errors');

/** A refusal of the API, or of the way there (`network.lost`: no answer came, it may or may not have happened). */
export type ApiProblem = Problem;

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: ApiProblem };

export type Query = Record<string, QueryValue>;

/** An operation's params, query and body by its contract; nothing where it takes nothing. */
type Given<O> =
  object extends Sent<O>
    ? [sent?: Sent<O> & { signal?: AbortSignal }]
    : [sent: Sent<O> & { signal?: AbortSignal }];

/**
 * Calls an operation of the API by its contract. Never throws: what goes wrong is in the answer. With an
 * `idempotencyKey` a repeated sending of the same act is harmless: it is answered with what came of the first.
 */
export type Call = <O extends Called>(operation: O, ...given: Given<O>) => Promise<Answer<Received<O>>>;

type Options = {
  params?: Query;
  query?: Query;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/**
 * The client for one place: `event.fetch` in load functions and form actions (it carries the reader's
 * session), `window.fetch` in the browser.
 */
export function makeCall(fetch: typeof globalThis.fetch): Call {
  async function call(operation: Called, options: Options = {}): Promise<Answer<unknown>> {
    const { body, idempotencyKey, signal } = options;
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    // As it is where it is a key; what else a form may hold is no header value, and the API says so.
    if (idempotencyKey) headers['idempotency-key'] = encodeURIComponent(idempotencyKey);
    try {
      const response = await fetch(addressOf(operation, options.params, options.query), {
        method: operation.method.toUpperCase(),
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
      });
      if (response.status === 204) return { ok: true, data: undefined };
      const json: unknown = await response.json();
      return response.ok
        ? { ok: true, data: json }
        : { ok: false, problem: asProblem(json, response.status) };
    } catch {
      return { ok: false, problem: lost() };
    }
  }
  return call as Call;
}

function asProblem(json: unknown, status: number): ApiProblem {
  const told = (json ?? {}) as Partial<ApiProblem>;
  if (typeof told.code === 'string' && typeof told.detail === 'string')
    return { ...(told as ApiProblem), status };
  return { ...lost(), code: 'server.error', status, detail: errors().broken.detail };
}

function lost(): ApiProblem {
  return {
    type: 'about:blank',
    title: '',
    status: 503,
    code: 'network.lost',
    detail: errors().lost,
    instance: '',
  };
}
