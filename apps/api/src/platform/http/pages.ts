import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import compression from 'compression';
import type { Hono } from 'hono';
import type { ApiEnv } from './env.ts';
import { isOwnHost, ownHost } from './own-host.ts';
import type { StandingAnswers } from './standing.ts';

/** The web app's handler, as its Node adapter builds it. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What the web app finds on its request: a way to the API that does not cross the network. */
export type WithApi = IncomingMessage & {
  apiFetch?: (request: Request, clientIp: string) => Promise<Response>;
  clientIp?: string;
};

/** Set by us on each request, so that the web app knows the address that people see. Its adapter is told the names. */
export const PROTOCOL_HEADER = 'x-linggong-protocol';
export const HOST_HEADER = 'x-linggong-host';

/** `listensOn`: the address, for want of a public origin. */
export type Outside = { publicOrigin: string | undefined; trustProxy: boolean; listensOn: string };

const single = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** Whether people reach it by https: as it is set, else as the proxy says. */
function isSecure(
  { headers }: IncomingMessage,
  { publicOrigin, trustProxy }: Omit<Outside, 'listensOn'>,
): boolean {
  if (publicOrigin !== undefined) return publicOrigin.startsWith('https:');
  return trustProxy && single(headers['x-forwarded-proto']) === 'https';
}

/** A request that names a host that is not ours is answered as if it had named ours: no link leads to a stranger's. */
function nameOwnHost(request: IncomingMessage, { publicOrigin, listensOn }: Outside): void {
  if (publicOrigin !== undefined || isOwnHost(request.headers.host, listensOn)) return;
  request.headers.host = ownHost(listensOn, request.socket.localPort);
}

function tellPages(request: WithApi, { publicOrigin, trustProxy }: Omit<Outside, 'listensOn'>): void {
  const { headers } = request;
  const own = publicOrigin === undefined ? undefined : new URL(publicOrigin);
  headers[PROTOCOL_HEADER] = isSecure(request, { publicOrigin, trustProxy }) ? 'https' : 'http';
  headers[HOST_HEADER] = own?.host ?? headers.host;
  request.clientIp =
    (trustProxy ? single(headers['x-real-ip']) : undefined) ?? request.socket.remoteAddress ?? 'unknown';
}

/** A page of the feed is six times smaller for it; what the build has compressed already is left alone. */
const compress = compression() as unknown as PageHandler;

/** Files that are called by what is in them: nobody asks again whether they changed, or for a part of them. */
const LASTING = '/_app/immutable/';
const NEEDLESS = new Set(['etag', 'accept-ranges']);

/** On a slow link each of a page's files costs its headers too: those that a lasting file has no use for are left out. */
function sendBare(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, headers?: object) => ServerResponse;
  response.writeHead = ((status: number, headers: Record<string, unknown> = {}) => {
    const kept = Object.entries(headers).filter(([name]) => !NEEDLESS.has(name.toLowerCase()));
    // Said by us, it goes without the line that says for how long. Not where it ends with this one.
    const connection = response.shouldKeepAlive ? 'keep-alive' : 'close';
    return writeHead(status, { ...Object.fromEntries(kept), connection });
  }) as ServerResponse['writeHead'];
}

/** On all that is answered, static files too; what is behind https is asked for by https from then on. */
function guard(response: ServerResponse, secure: boolean): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  if (secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
}

const API_PATHS = /^\/(api|healthz|readyz|metrics)(\/|\?|$)/;

/** One listener for both: the API's paths go to the API, all others to the web app. */
export function requestListener(
  options: Outside & { app: Hono<ApiEnv>; standing: StandingAnswers; pages: PageHandler | undefined },
): RequestListener {
  const { app, standing, pages } = options;
  const api = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const answer: RequestListener = (request, response) => {
    if (!pages || API_PATHS.test(request.url ?? '/')) {
      void api(request, response);
      return;
    }
    if (request.url?.startsWith(LASTING)) sendBare(response);
    tellPages(request, options);
    (request as WithApi).apiFetch = async (inner, clientIp) => app.fetch(inner, { clientIp });
    pages(request, response, () => {
      response.writeHead(404).end();
    });
  };
  const inFull: RequestListener = (request, response) =>
    compress(request, response, () => answer(request, response));
  return (request, response) => {
    nameOwnHost(request, options);
    guard(response, isSecure(request, options));
    const stands = standing.find(request);
    if (!stands) inFull(request, response);
    // Who asks too often is told so in full.
    else standing.send(stands, request, response, inFull);
  };
}
