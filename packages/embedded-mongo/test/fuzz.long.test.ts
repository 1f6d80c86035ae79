import { type Document, serialize } from 'bson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { body, command, message, mutate, openRandom, type Random, sections, sequence } from './fuzz/bytes.ts';
import { garbageCommand } from './fuzz/commands.ts';
import { openVictim } from './fuzz/server.ts';

/** How many messages of each random kind; FUZZ=100000 for a campaign. SEED repeats a run. */
const FUZZ = Number(process.env.FUZZ ?? 1500);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));

let victim: Awaited<ReturnType<typeof openVictim>>;
beforeAll(async () => {
  victim = await openVictim();
});
afterAll(() => victim.close());

/** Whether the bytes are answered by errors or results, or the connection ends; a few hundred at a time. */
async function storm(count: number, make: (random: Random) => Buffer, random: Random): Promise<void> {
  for (let done = 0; done < count; done += 100) {
    const round = Array.from({ length: Math.min(100, count - done) }, () => victim.exchange(make(random)));
    await Promise.all(round);
    await victim.stillWell();
  }
}

const MODELS: Document[] = [
  { find: 'garbage', filter: { a: { $gt: 1 }, 'b.c': { $in: [1, 'x', null] } }, sort: { a: 1 }, limit: 3 },
  { insert: 'garbage', documents: [{ a: 1, b: [1, { c: new Date(0) }], d: /x/i, e: Buffer.alloc(9) }] },
  { update: 'garbage', updates: [{ q: { a: 1 }, u: { $set: { 'b.0': 2 } }, upsert: true }] },
  {
    aggregate: 'garbage',
    pipeline: [{ $match: { a: 1 } }, { $group: { _id: '$a', n: { $sum: 1 } } }],
    cursor: {},
  },
  { findAndModify: 'garbage', query: { a: 1 }, update: { $inc: { a: 1 } }, new: true },
  { hello: 1, client: { application: { name: 'x' } } },
];

const RANDOM: [name: string, make: (random: Random) => Buffer][] = [
  ['commands with bytes changed', (random) => mutate(command(random.pick(MODELS)), random)],
  [
    'bodies with bytes changed in a right frame',
    (random) =>
      message(
        sections(0, body(mutate(Buffer.from(serialize({ ...random.pick(MODELS), $db: 'fuzz' })), random))),
      ),
  ],
  [
    'sequences with bytes changed',
    (random) => {
      const docs = [mutate(Buffer.from(serialize({ _id: random.within(50), a: [1, { b: 'x' }] })), random)];
      return message(
        sections(0, body(serialize({ insert: 'garbage', $db: 'fuzz' })), sequence('documents', docs)),
      );
    },
  ],
  ['noise', (random) => Buffer.from(Array.from({ length: random.within(300) }, () => random.within(256)))],
  [
    'known commands with what they do not expect',
    (random) => {
      for (;;)
        try {
          return command(garbageCommand(random));
        } catch {
          // Not even the library could write it.
        }
    },
  ],
];
test.each(RANDOM)(
  `%s do no harm (seed ${SEED})`,
  async (_name, make) => {
    const random = openRandom(SEED);
    await storm(Math.ceil(FUZZ / 2), make, random);
    await victim.healthy.command('fuzz', { dropDatabase: 1 });
    const before = await victim.bytesInUse();
    await storm(FUZZ, make, random);
    for (const name of ['fuzz', 'x', 'admin']) await victim.healthy.command(name, { dropDatabase: 1 });
    expect((await victim.bytesInUse()) - before).toBeLessThan(15e6);
  },
  120_000 + FUZZ * 40,
);
