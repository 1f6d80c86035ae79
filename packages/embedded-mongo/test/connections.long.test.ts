import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, int32 } from './fuzz/bytes.ts';
import { openVictim, replies } from './fuzz/server.ts';
import { openRaw } from './raw.ts';

let victim: Awaited<ReturnType<typeof openVictim>>;
beforeAll(async () => {
  victim = await openVictim();
});
afterAll(() => victim.close());

test('requests sent in one go are answered in their order', async () => {
  const socket = victim.open();
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const all = Array.from({ length: 2000 }, (_, i) =>
    command(
      i % 3 === 0
        ? { insert: 'order', documents: [{ _id: i }] }
        : i % 3 === 1
          ? { find: 'order', filter: { _id: i - 1 } }
          : { nonsense: 1 },
      i + 1,
    ),
  );
  const bytes = Buffer.concat(all);
  // In pieces that respect no message.
  for (let at = 0; at < bytes.length; at += 777) socket.write(bytes.subarray(at, at + 777));
  await expect.poll(() => replies(Buffer.concat(chunks)).length, { timeout: 60_000 }).toBe(2000);
  replies(Buffer.concat(chunks)).forEach(({ id, doc }, i) => {
    expect(id).toBe(i + 1);
    if (i % 3 === 0) expect(doc).toMatchObject({ n: 1, ok: 1 });
    else if (i % 3 === 1) expect(doc.cursor.firstBatch).toEqual([{ _id: i - 1 }]);
    else expect(doc).toMatchObject({ ok: 0, code: 59 });
  });
  socket.destroy();
});

test('thousands of connections that come and go, and hundreds that stop in the middle', async () => {
  await victim.stillWell();
  const before = await victim.bytesInUse();
  const stuck = Array.from({ length: 300 }, (_, i) => {
    const socket = victim.open();
    const whole = command({ insert: 'c', documents: [{ a: 'x'.repeat(50_000) }] });
    socket.write(whole.subarray(0, i % 2 === 0 ? 10 : 40_000));
    return socket;
  });
  for (let i = 0; i < 30; i++) {
    const round = Array.from({ length: 100 }, (_, k) => {
      const socket = victim.open();
      if (k % 3 === 0) socket.end(command({ ping: 1 }));
      else if (k % 3 === 1) socket.write(command({ ping: 1 }), () => socket.destroy());
      else socket.destroy();
      return once(socket, 'close');
    });
    await victim.stillWell();
    await Promise.all(round);
  }
  for (const socket of stuck) socket.destroy();
  await victim.stillWell();
  await expect.poll(victim.bytesInUse, { timeout: 20_000 }).toBeLessThan(before + 10e6);
});

test('a message that does not come to its end ends its connection, and no other', async () => {
  const impatient = await openVictim({ PATIENCE_MS: '400' });
  const idle = await openRaw(impatient.url);
  expect(await impatient.exchange(command({ ping: 1 }).subarray(0, 20), false)).toEqual([]);
  expect(await impatient.exchange(Buffer.of(1), false)).toEqual([]);
  expect(await idle.command('admin', { ping: 1 })).toMatchObject({ ok: 1 });
  idle.close();
  await impatient.close();
});

test('what many connections hold of unfinished messages is bounded', async () => {
  const before = await victim.bytesInUse();
  const piece = Buffer.alloc(4 * 1024 * 1024);
  const sockets = Array.from({ length: 100 }, () => {
    const socket = victim.open();
    socket.write(Buffer.concat([int32(47_000_000), int32(1), int32(0), int32(2013), piece]));
    socket.write(piece);
    return socket;
  });
  await expect.poll(() => sockets.some((socket) => socket.destroyed), { timeout: 60_000 }).toBe(true);
  expect(await victim.bytesInUse()).toBeLessThan(before + 400e6);
  await victim.stillWell();
  for (const socket of sockets) socket.destroy();
});
