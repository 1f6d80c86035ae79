import type { Problem } from '@linggong/contracts/problem.ts';
import { errors } from '#lib/messages/errors.ts';

/** A refusal of the API, or of the way there (`network.lost`: no answer came, it may or may not have happened). */
export type ApiProblem = Problem;

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: ApiProblem };

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

type Options = {
  query?: Query;
  /** Sent as JSON; a form with a file as it is. */
  body?: unknown;
  /** Makes a repeated sending of the same act harmless: the first answer is given again. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/** Calls the API; `path` counts from `/api/v1`. Never throws: what goes wrong is in the answer. */
export type Call = <T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options?: Options,
) => Promise<Answer<T>>;

/**
 * The client for one place: `event.fetch` in load functions and form actions (it carries the reader's
 * session), `window.fetch` in the browser.
 */
export function makeCall(fetch: typeof globalThis.fetch): Call {
  return async <T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> => {
    const headers: Record<string, string> = { accept: 'application/json' };
    const form = options.body instanceof FormData ? options.body : null;
    if (options.body !== undefined && !form) headers['content-type'] = 'application/json';
    // As it is where it is a key; what else a form may hold is no header value, and the API says so.
    if (options.idempotencyKey) headers['idempotency-key'] = encodeURIComponent(options.idempotencyKey);
    let response: Response;
    try {
      response = await fetch(`/api/v1${path}${queryString(options.query)}`, {
        method,
        headers,
        body: form ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
        signal: options.signal,
      });
      if (response.status === 204) return { ok: true, data: undefined as T };
      const json: unknown = await response.json();
      return response.ok
        ? { ok: true, data: json as T }
        : { ok: false, problem: asProblem(json, response.status) };
    } catch {
      return { ok: false, problem: lost() };
    }
  };
}

/** `?a=1&b=x,y`, without what is empty; an empty string where nothing is left. */
export function queryString(query: Query = {}): string {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text) parts.set(key, text);
  }
  const text = parts.toString();
  return text && `?${text}`;
}

function asProblem(json: unknown, status: number): ApiProblem {
  const told = (json ?? {}) as Partial<ApiProblem>;
  if (typeof told.code === 'string' && typeof told.detail === 'string')
    return { ...(told as ApiProblem), status };
  return { ...lost(), code: 'server.error', status, detail: errors.broken.detail };
}

function lost(): ApiProblem {
  return {
    type: 'about:blank',
    title: '',
    status: 503,
    code: 'network.lost',
    detail: errors.lost,
    instance: '',
  };
}
