import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { clamd, fileScanner } from './scanner.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

/** Speaks as ClamAV's daemon does; `answer` is given what came. */
async function fakeDaemon(answer: (got: Buffer, socket: Socket) => void, at: number | string = 0) {
  const server = createServer((socket) => {
    let came = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      came = Buffer.concat([came, chunk]);
      const head = 'zINSTREAM\0'.length;
      if (came.length < head || came.subarray(0, head).toString() !== 'zINSTREAM\0') return;
      const parts: Buffer[] = [];
      for (let from = head; from + 4 <= came.length; ) {
        const length = came.readUInt32BE(from);
        if (length === 0) return answer(Buffer.concat(parts), socket);
        parts.push(came.subarray(from + 4, from + 4 + length));
        from += 4 + length;
      }
    });
  });
  running.push(server);
  await new Promise<void>((resolve) =>
    typeof at === 'number' ? server.listen(at, '127.0.0.1', resolve) : server.listen(at, resolve),
  );
  return typeof at === 'string' ? at : `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const bytes = Buffer.alloc(200_000, 'abc');
const says = (text: string) => (_: Buffer, socket: Socket) => void socket.end(`${text}\0`);

test('what the daemon finds good is clean, and it gets every byte', async () => {
  let got = 0;
  const address = await fakeDaemon((all, socket) => {
    got = all.equals(bytes) ? all.length : -1;
    socket.end('stream: OK\0');
  });
  expect(await clamd(address).scan(bytes)).toBe('clean');
  expect(got).toBe(bytes.length);
});

test('by the path of its socket too', async () => {
  const address = await fakeDaemon(says('stream: OK'), path.join(tmpdir(), `clamd-${randomUUID()}`));
  expect(await clamd(address).scan(bytes)).toBe('clean');
});

test('what it finds is found', async () => {
  const address = await fakeDaemon(says('stream: Eicar-Signature FOUND'));
  expect(await clamd(address).scan(bytes)).toBe('found');
});

test.each([
  ['an error of its own', says('INSTREAM size limit exceeded. ERROR')],
  ['nothing', (_: Buffer, socket: Socket) => void socket.end()],
  ['without end', (_: Buffer, socket: Socket) => void socket.write('x'.repeat(10_000))],
  ['other words', says('stream: OK, maybe')],
])('%s is no answer', async (_, answer) => {
  await expect(clamd(await fakeDaemon(answer)).scan(bytes)).rejects.toThrow('the scanner');
});

test('nobody listens there', async () => {
  await expect(clamd('127.0.0.1:1').scan(bytes)).rejects.toThrow();
});

test('without one nothing is said to be clean, and one without an address is refused', async () => {
  expect(await fileScanner({ FILE_SCANNER: 'none', CLAMD_ADDRESS: undefined }).scan(bytes)).toBe('unscanned');
  expect(() => fileScanner({ FILE_SCANNER: 'clamd', CLAMD_ADDRESS: undefined })).toThrow('CLAMD_ADDRESS');
});
