import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A map server of one's own that draws each tile's number, and remembers which it was asked for. */
export async function startTiles() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    response.setHeader('content-type', 'image/svg+xml');
    response.end(
      `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#dfe8d8" stroke="#7a8f70"/><text x="20" y="130" font-size="22">${path}</text></svg>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked: () => asked, close: () => server.close() };
}
