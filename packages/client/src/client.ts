import createClient from 'openapi-fetch';
import type { components, paths } from './api.gen.ts';
import { type LiveFilter, type LiveOptions, openLive } from './live.ts';
import { sessionCookies } from './session.ts';

export type ConnectOptions = {
  /** Where the product is reached, e.g. `https://linggong.example.gov.cn`. */
  origin: string;
  /** What an earlier run had as `cookie`: its session goes on, and nobody has to sign in. */
  cookie?: string;
};

/**
 * A typed client of the API. `api` has every operation of the reference by method and path; an answer is `{ data }`, or
 * `{ error }` with problem details (RFC 9457) whose `code` is stable. One signs in by `POST /api/v1/session/code` and
 * `POST /api/v1/session`; the session is kept here from then on.
 */
export function connect({ origin, cookie }: ConnectOptions) {
  const session = sessionCookies(cookie);
  const api = createClient<paths>({
    baseUrl: origin,
    // Several values of one parameter stand with commas between them.
    querySerializer: { array: { style: 'form', explode: false } },
  });
  api.use(session.middleware);

  async function fetchPage({ after, filter }: { after: number; filter: LiveFilter }) {
    const { data, response } = await api.GET('/api/v1/events', {
      params: { query: { ...filter, after } },
    });
    // The library's types make a list of each tuple.
    return { status: response.status, page: data as components['schemas']['EventsPage'] | undefined };
  }

  return {
    api,
    /** The session as a `Cookie` header; to be kept as safe as a password. */
    get cookie() {
      return session.header();
    },
    /** What happens, live; see `openLive`. */
    live: (options: LiveOptions) => openLive({ origin, cookie: session.header, fetchPage }, options),
  };
}
export type LinggongClient = ReturnType<typeof connect>;
