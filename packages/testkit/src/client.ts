import { letIn } from '@linggong/api/modules/identity/public.ts';
import type { Me } from '@linggong/contracts/account.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { openLive } from './live.ts';
import type { TestServer } from './server.ts';

export type Answer<T> = { status: number; body: T; headers: Headers };
type Extras = { headers?: Record<string, string> };

/** A client with cookies of its own. Paths are those after `/api/v1`. */
export function testClient(server: TestServer) {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  function keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  }

  /** Sends a request as it is; JSON bodies are parsed, others are given as text. */
  async function send<T>(
    method: string,
    path: string,
    body?: unknown,
    extras: Extras = {},
  ): Promise<Answer<T>> {
    const headers = new Headers(extras.headers);
    if (jar.size > 0 && !headers.has('cookie')) headers.set('cookie', cookie());
    const asJson = body !== undefined && !(body instanceof FormData) && typeof body !== 'string';
    if (asJson) headers.set('content-type', 'application/json');
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers,
      body: asJson ? JSON.stringify(body) : (body as FormData | string | undefined),
    });
    keepCookies(response.headers.getSetCookie());
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  }

  return {
    server,
    jar,
    cookie,
    send,
    get: <T = Problem>(path: string, extras?: Extras) => send<T>('GET', path, undefined, extras),
    post: <T = Problem>(path: string, body: unknown = {}, extras?: Extras) =>
      send<T>('POST', path, body, extras),
    put: <T = Problem>(path: string, body: unknown = {}, extras?: Extras) =>
      send<T>('PUT', path, body, extras),
    patch: <T = Problem>(path: string, body: unknown = {}, extras?: Extras) =>
      send<T>('PATCH', path, body, extras),
    delete: <T = Problem>(path: string, extras?: Extras) => send<T>('DELETE', path, undefined, extras),

    /** Signs in with a number (E.164) the way people do: asks for a code, reads the message, sends it back, agrees. */
    async signIn(phone: string): Promise<Me> {
      const sent = await send<unknown>('POST', '/session/code', { phone });
      if (sent.status !== 200) throw new Error(`No code: ${JSON.stringify(sent.body)}`);
      const { terms, privacy } = server.deps.texts;
      const consent = { terms: terms.version, privacy: privacy.version };
      const answer = await send<Me>('POST', '/session', { phone, code: server.sms.codeTo(phone), consent });
      if (answer.status !== 200) throw new Error(`Not signed in: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    /** Signs in with a number (E.164) as a code would, but without one: for whom a test has as an actor and no more. */
    async admit(phone: string): Promise<void> {
      const { deps } = server;
      const consent = { terms: deps.texts.terms.version, privacy: deps.texts.privacy.version };
      const from = { clientIp: '127.0.0.1', userAgent: 'node' };
      keepCookies((await letIn(deps, { phone, consent, ...from })).cookies);
    },
    /** A live connection with this client's cookies; with a filter its feed is watched. */
    live: (filter?: Record<string, string>) => openLive(server, { cookie: cookie(), filter }),
  };
}
export type TestClient = ReturnType<typeof testClient>;

/** The body of an answer that must have that status. */
export async function expectStatus<T>(answer: Promise<Answer<T>>, status: number): Promise<T> {
  const { status: got, body } = await answer;
  if (got !== status) throw new Error(`Expected ${status}, got ${got}: ${JSON.stringify(body)}`);
  return body;
}
