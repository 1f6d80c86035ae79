import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { ApiEnv } from './env.ts';

/** The web app's handler, as its Node adapter builds it. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What the web app finds on its request: a way to the API that does not cross the network. */
export type WithApi = IncomingMessage & {
  apiFetch?: (request: Request, clientIp: string) => Promise<Response>;
};

const API_PATHS = /^\/(api|healthz|readyz|metrics)(\/|\?|$)/;

/** One listener for both: the API's paths go to the API, all others to the web app. */
export function requestListener(app: Hono<ApiEnv>, pages: PageHandler | undefined): RequestListener {
  const api = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    if (!pages || API_PATHS.test(request.url ?? '/')) {
      void api(request, response);
      return;
    }
    (request as WithApi).apiFetch = async (inner, clientIp) => app.fetch(inner, { clientIp });
    pages(request, response, () => {
      response.writeHead(404).end();
    });
  };
}
