import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { dispatch } from './commands/dispatch.ts';
import { openEngine } from './engine/engine.ts';
import { EmbeddedMongoError } from './start-errors.ts';
import { serveConnection } from './wire/connection.ts';

/** The thread that holds the data: one engine, one listening socket. Speaks with `server.ts` by messages. */
const {
  dataDir,
  port: wantedPort,
  sweepMs,
} = workerData as { dataDir?: string; port?: number; sweepMs?: number };
const parent = parentPort!;

function start(): void {
  const engine = openEngine(dataDir, sweepMs);
  const sockets = new Set<Socket>();
  const folder =
    wantedPort === undefined && process.platform !== 'win32'
      ? mkdtempSync(join(tmpdir(), 'linggong-'))
      : undefined;
  const path = folder && join(folder, 'db.sock');
  let address = path ?? '';
  let connections = 0;
  const server = createServer((socket) => {
    const id = ++connections;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(socket, id, (request) => dispatch(engine, request, { id, address }));
  });

  function close(): void {
    for (const socket of sockets) socket.destroy();
    server.close(() => {
      engine.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
      parent.postMessage({ closed: true });
      parent.close();
    });
  }

  server.on('error', (error) => {
    engine.close();
    parent.postMessage({ failed: { message: error.message, code: 'listen_failed' } });
  });
  server.listen(path ?? { host: '127.0.0.1', port: wantedPort ?? 0 }, () => {
    if (path) chmodSync(path, 0o600);
    const bound = server.address();
    if (bound !== null && typeof bound === 'object') address = `127.0.0.1:${bound.port}`;
    parent.postMessage({ ready: address });
  });
  parent.on('message', close);
}

try {
  start();
} catch (error) {
  const code = error instanceof EmbeddedMongoError ? error.code : 'start_failed';
  parent.postMessage({ failed: { message: (error as Error).message, code } });
  parent.close();
}
