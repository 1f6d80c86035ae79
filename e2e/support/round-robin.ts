import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy that knows nothing of sessions: each new connection goes to the next process that answers. */
export async function roundRobin(ports: readonly number[]) {
  const open = new Set<Socket>();
  let turn = 0;

  function forward(client: Socket, left: number): void {
    if (left === 0) return void client.destroy();
    const server = connect(ports[turn++ % ports.length]!, '127.0.0.1');
    server.once('error', () => server.destroy());
    const refused = () => forward(client, left - 1);
    server.once('close', refused);
    server.once('connect', () => {
      server.off('close', refused);
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        open.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.once('close', () => {
          open.delete(from);
          to.destroy();
        });
      }
    });
  }

  const proxy = createServer((client) => {
    client.on('error', () => client.destroy());
    forward(client, ports.length);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => proxy.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
