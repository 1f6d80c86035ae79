import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InReaders } from '../http/ceilings.ts';
import { type AllProblemTexts, problem, toProblem } from '../problem.ts';

/**
 * A client that begins otherwise than by WebSocket, as Socket.IO's own does unless it is told, is answered with what
 * to set. Polling would have to come back to the process that holds the connection, and any may be asked.
 */
export function refusePolling(texts: AllProblemTexts, inReaders: InReaders) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const { searchParams } = new URL(request.url ?? '/', 'http://live');
    if (request.headers.upgrade !== undefined || searchParams.get('transport') === 'websocket') next();
    else {
      const refusal = inReaders(request.headers, () => toProblem(problem('live.websocket_only'), '', texts));
      const body = JSON.stringify(refusal);
      const head = {
        'content-type': 'application/problem+json; charset=utf-8',
        'cache-control': 'no-store',
        'content-length': Buffer.byteLength(body),
      };
      response.writeHead(refusal.status, head).end(body);
    }
  };
}
