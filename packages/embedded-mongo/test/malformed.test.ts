import { serialize } from 'bson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  body,
  command,
  int32,
  message,
  nested,
  nestedBehindSymbol,
  sections,
  sequence,
} from './fuzz/bytes.ts';
import { openVictim } from './fuzz/server.ts';

let victim: Awaited<ReturnType<typeof openVictim>>;
beforeAll(async () => {
  victim = await openVictim();
});
afterAll(() => victim.close());

const ping = serialize({ ping: 1, $db: 'admin' });
const pingBody = body(ping);
const CLOSED: [name: string, bytes: Buffer][] = [
  ...[-1, -0x80000000, 0, 5, 15, 48_000_001, 0x7fffffff].map((length): [string, Buffer] => [
    `a length of ${length}`,
    message(sections(0, pingBody), { length }),
  ]),
  ...[0, 1, 1000, 2001, 2002, 2003, 2005, 2006, 2007, 2010, 2011, 2012, -1].map(
    (opCode): [string, Buffer] => [`the operation ${opCode}`, message(sections(0, pingBody), { opCode })],
  ),
  [
    'a query that is no greeting',
    message(Buffer.concat([int32(0), Buffer.from('a.b\0'), int32(0), int32(-1), ping]), { opCode: 2004 }),
  ],
  ['a query without a name', message(Buffer.concat([int32(0), Buffer.alloc(20, 1)]), { opCode: 2004 })],
  ['an unknown required flag', message(sections(4, pingBody))],
  ['a checksum', message(sections(1, pingBody, int32(0)))],
  ['no section', message(sections(0))],
  ['no flags', message(Buffer.alloc(0))],
  ['two bodies', message(sections(0, pingBody, pingBody))],
  ['no body', message(sections(0, sequence('documents', [ping])))],
  ['a section of an unknown kind', message(sections(0, pingBody, Buffer.of(2)))],
  ['a section without a length', message(sections(0, pingBody, Buffer.of(1, 0)))],
  ['a sequence with a negative length', message(sections(0, pingBody, sequence('documents', [], -5)))],
  ['a sequence beyond the end', message(sections(0, pingBody, sequence('documents', [], 1000)))],
  [
    'a sequence without a name',
    message(sections(0, pingBody, Buffer.concat([Buffer.of(1), int32(7), Buffer.from('abc')]))),
  ],
  [
    'a sequence with half a document',
    message(sections(0, pingBody, sequence('documents', [ping.subarray(0, 9)]))),
  ],
  [
    'a sequence with an endless document',
    message(sections(0, pingBody, sequence('documents', [int32(0x7fffffff)]))),
  ],
  [
    'a sequence with a document of no length',
    message(sections(0, pingBody, sequence('documents', [int32(0)]))),
  ],
  [
    'the same sequence twice',
    message(sections(0, pingBody, sequence('documents', []), sequence('documents', []))),
  ],
  ['a body of half its length', message(sections(0, body(ping.subarray(0, 12))))],
  ['a body nested 10,000 levels', message(sections(0, body(nested(10_000, 3))))],
  ['arrays nested 10,000 levels', message(sections(0, body(nested(10_000, 4))))],
  ['a body nested 10,000 levels behind a symbol', message(sections(0, body(nestedBehindSymbol(10_000))))],
  ['a body nested 1,000,000 levels', message(sections(0, body(nested(1_000_000, 3))))],
];
test.each(CLOSED)('%s ends the connection', async (_name, bytes) => {
  // Not told that no more will come: the server closes of its own accord.
  expect(await victim.exchange(bytes, false)).toEqual([]);
  await victim.stillWell();
});

test('documents nested too deep are an error, in a body and beside it', async () => {
  const insert = serialize({ insert: 'deep', $db: 'fuzz' });
  const send = (doc: Uint8Array) =>
    victim.exchange(message(sections(0, body(insert), sequence('documents', [doc]))));
  for (const levels of [201, 1000, 3000, 10_000])
    for (const doc of [nested(levels, 3), nested(levels, 4), nestedBehindSymbol(levels)]) {
      const [answer] = await send(doc);
      expect(answer?.doc.ok === 0 || answer?.doc.writeErrors?.length === 1).toBe(true);
      await victim.stillWell();
    }
  const [fine] = await send(nested(90, 3));
  expect(fine!.doc).toMatchObject({ n: 1, ok: 1 });
  expect(await victim.healthy.command('fuzz', { count: 'deep' })).toMatchObject({ n: 1 });
});

test('a message that wants no answer gets none', async () => {
  const found = await victim.exchange(
    Buffer.concat([message(sections(2, pingBody), { id: 7 }), command({ ping: 1 }, 8)]),
  );
  expect(found).toMatchObject([{ id: 8, doc: { ok: 1 } }]);
});

test('thousands of sequences in one message', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => sequence(`s${i}`, []));
  const [answer] = await victim.exchange(message(sections(0, pingBody, ...many)));
  expect(answer!.doc).toMatchObject({ ok: 0, code: 40415 });
  await victim.stillWell();
});
