import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '@linggong/contracts/problem.ts';
import { type AllProblemTexts, problem, toProblem } from '../problem.ts';
import type { Client, SessionIn } from '../rate-limit.ts';
import { clientNetwork, requestAddress } from './address.ts';
import { requestIdOf } from './middleware.ts';

/** What connections and requests may take up, whoever makes them. */
export const CEILINGS = {
  /** Open connections, live ones with them. */
  connections: 12_000,
  /** Of one address, live ones not counted: one may be a village's, or a carrier's for many phones. */
  connectionsPerAddress: 512,
  /** Requests of one address that are being read or answered at the same time. */
  requestsPerAddress: 64,
  /** From a connection's first byte, or the end of the request before, to the end of a head. */
  headMs: 10_000,
  headBytes: 16_384,
  /** From a head to the end of its body; files of partners, on slow lines, have as long as `requestMs`. */
  bodyMs: 30_000,
  requestMs: 300_000,
  /** How often it is looked who is too slow. */
  checkMs: 2000,
};
export type Ceilings = typeof CEILINGS;

/** What the server is made with. */
export const serverOptions = ({ headMs, headBytes, requestMs, checkMs }: Ceilings) => ({
  maxHeaderSize: headBytes,
  headersTimeout: headMs,
  requestTimeout: requestMs,
  connectionsCheckingInterval: checkMs,
});

/** Counts of each key; what has none is forgotten. */
export function counts() {
  const of = new Map<string, number>();
  return {
    at: (key: string) => of.get(key) ?? 0,
    add: (key: string) => void of.set(key, (of.get(key) ?? 0) + 1),
    drop(key: string): void {
      const left = (of.get(key) ?? 1) - 1;
      if (left > 0) of.set(key, left);
      else of.delete(key);
    },
  };
}

/** `scale` multiplies what there may be at once: for tests and benchmarks, whose clients are all at one address. */
type Options = { ceilings: Ceilings; scale: number; trustProxy: boolean };
/** Runs what is said to whoever sent these headers in their language, whose code it gives. */
export type InReaders = <T>(headers: IncomingHttpHeaders, run: (language: string) => T) => T;

type RunningOptions = Options & {
  sessionIn: SessionIn;
  /** Seconds for which the limits refuse a client whatever it asks in this way. */
  refusedFor: (method: string | undefined, client: Client) => number;
  /** The same for pages and forms, each of which it counts. */
  countPage: (client: Client) => number;
  texts: AllProblemTexts;
  inReaders: InReaders;
  /** Paths at and below which bodies may be some megabytes. */
  filePaths: readonly string[];
};

/**
 * Closes what goes beyond the ceilings as it connects. Behind a proxy all connections are the proxy's: it has to bound
 * those of one address.
 */
export function limitConnections(server: Server, { ceilings, scale, trustProxy }: Options): void {
  server.maxConnections = ceilings.connections * scale;
  if (trustProxy) return;
  const most = ceilings.connectionsPerAddress * scale;
  const open = counts();
  const leaving = new WeakMap<object, () => void>();
  server.on('connection', (socket: Socket) => {
    const address = clientNetwork(socket.remoteAddress ?? 'unknown');
    if (open.at(address) >= most) {
      socket.destroy();
      return;
    }
    open.add(address);
    let counted = true;
    const leave = () => {
      if (counted) open.drop(address);
      counted = false;
    };
    socket.once('close', leave);
    leaving.set(socket, leave);
  });
  // From then on it counts as a live connection.
  server.on('upgrade', (_request: IncomingMessage, socket: Socket) => leaving.get(socket)?.());
}

/** By the path alone, as anything can be said behind it. */
function takesFile({ url = '' }: IncomingMessage, filePaths: readonly string[]): boolean {
  const path = url.split('?', 1)[0]!;
  return filePaths.some((one) => path === one || path.startsWith(`${one}/`));
}

const RETRY_SECONDS = 2;

/** A page for who looks at one, a problem for programs. What is still being sent is not read. */
function refuse(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { texts, inReaders }: Pick<RunningOptions, 'texts' | 'inReaders'>,
  seconds: number,
): void {
  const told = problem('request.rate_limited', { retryAfterSeconds: seconds });
  const looks = headers.accept?.includes('text/html');
  const said = inReaders(headers, (language) => {
    const body = toProblem(told, requestIdOf(headers['x-request-id']?.toString()), texts);
    return looks ? pageOf(body, language) : JSON.stringify(body);
  });
  response
    .writeHead(429, {
      'content-type': looks ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
      'retry-after': String(seconds),
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(said);
}

const pageOf = ({ title, detail = '' }: Problem, language: string) =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><p>${title}</p><p>${detail}</p></html>`;

/** What pages are made of costs little, and what operations staff ask for is asked for when there is a flood. */
const ALWAYS = /^\/(?:_app\/|healthz|readyz|metrics)/;

/** Seconds for which a client is refused. A form gets its page back with all that was typed, whatever was read. */
function refusedFor(
  { method, url = '', headers }: IncomingMessage,
  address: string,
  limits: RunningOptions,
): number {
  if (ALWAYS.test(url)) return 0;
  const isPage = !url.startsWith('/api/');
  const client = { address, session: limits.sessionIn(headers.cookie) };
  const asked = isPage && method === 'POST' ? 0 : limits.refusedFor(method, client);
  return asked || (isPage ? limits.countPage(client) : 0);
}

/**
 * Refuses what an address asks for beside enough other requests of its own, or once it has asked too much, before
 * anything of it is looked at; and cuts bodies that don't come.
 */
export function limitRunning(listener: RequestListener, options: RunningOptions): RequestListener {
  const { ceilings, scale, trustProxy, filePaths } = options;
  const most = ceilings.requestsPerAddress * scale;
  const running = counts();
  return (request, response) => {
    const address = requestAddress(request.headers, request.socket.remoteAddress, trustProxy);
    const seconds = refusedFor(request, address, options);
    if (seconds > 0 || running.at(address) >= most) {
      refuse(request, response, options, seconds || RETRY_SECONDS);
      return;
    }
    running.add(address);
    let counted = true;
    const leave = () => {
      if (counted) running.drop(address);
      counted = false;
      clearTimeout(slow);
    };
    // Once it is sent: on a slow link it takes as long as it takes.
    response.once('finish', leave).once('close', leave);
    const hasBody = request.headers['content-length'] !== undefined || 'transfer-encoding' in request.headers;
    const slow =
      hasBody && !takesFile(request, filePaths)
        ? setTimeout(() => !request.complete && request.socket.destroy(), ceilings.bodyMs)
        : undefined;
    listener(request, response);
  };
}
