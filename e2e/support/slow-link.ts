import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to the product on which the answers for one path, or for some, can be held up; all others pass. */
export async function slowLink(url: string, path: string | RegExp) {
  const { hostname, port } = new URL(url);
  let held: Promise<void> | null = null;
  let release = () => {};
  const server = http.createServer(async (request, response) => {
    const address = request.url ?? '';
    if (typeof path === 'string' ? address === path : path.test(address)) await held;
    const { method, headers } = request;
    const onward = http.request({ hostname, port, path: request.url, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold() {
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    release() {
      held = null;
      release();
    },
    close() {
      release();
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
