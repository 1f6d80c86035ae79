import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * One phone's way to the server: drops all that runs over it every `everyMs` (the first time at a moment of its own)
 * and is away for `awayMs`.
 */
export async function flakyLink(port: number, { everyMs, awayMs }: { everyMs: number; awayMs: number }) {
  const open = new Set<Socket>();
  let away = false;
  let drops = 0;
  const link = createServer((phone) => {
    if (away) return void phone.destroy();
    const server = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [phone, server],
      [server, phone],
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
  link.listen(0, '127.0.0.1');
  await once(link, 'listening');

  let timer = setTimeout(drop, Math.random() * everyMs);
  function drop(): void {
    away = true;
    drops += 1;
    for (const socket of open) socket.destroy();
    timer = setTimeout(() => {
      away = false;
      timer = setTimeout(drop, everyMs - awayMs);
    }, awayMs);
  }

  return {
    url: `http://127.0.0.1:${(link.address() as AddressInfo).port}`,
    drops: () => drops,
    /** Stays up from here on. */
    steady(): void {
      clearTimeout(timer);
      away = false;
    },
    async close(): Promise<void> {
      clearTimeout(timer);
      const closed = once(link, 'close');
      link.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
