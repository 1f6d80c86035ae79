import { setTimeout } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';
import { type Gig, gig, idOf } from './data.ts';

const CONNECTIONS = 32;
/** How many documents it works on: the same ones are written again and again. */
const DOCUMENTS = 20_000;

/** A long mix of reads, writes, pages and counts over several connections, every tenth of it in a session of its own. */
export async function million(client: MongoClient, amount: number): Promise<void> {
  const gigs = client.db('million').collection<Gig>('gigs');
  await gigs.createIndex({ town: 1, at: -1, _id: -1 });
  for (let from = 0; from < DOCUMENTS; from += 1000)
    await gigs.insertMany(Array.from({ length: 1000 }, (_, i) => gig(from + i, DOCUMENTS)));
  const one = async (i: number) => {
    const n = (i * 7919) % DOCUMENTS;
    const kind = i % 20;
    if (kind === 0) await gigs.updateOne({ _id: idOf(n) }, { $inc: { views: 1 } });
    else if (kind === 1) await gigs.insertOne(gig(DOCUMENTS + i, DOCUMENTS));
    else if (kind === 2) await gigs.deleteOne({ _id: idOf(DOCUMENTS + i - 1) });
    else if (kind === 3) await gigs.findOneAndUpdate({ _id: idOf(n) }, { $set: { status: 'closed' } });
    else if (kind === 4)
      await gigs
        .find({ town: n % 100 })
        .sort({ at: -1, _id: -1 })
        .limit(20)
        .toArray();
    else if (kind === 5) await gigs.countDocuments({ town: n % 100 });
    else if (kind === 6) await client.withSession((session) => gigs.findOne({ _id: idOf(n) }, { session }));
    else await gigs.findOne({ _id: idOf(n) });
  };
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let i = next++; i < amount; i = next++) await one(i);
    }),
  );
  // Its last cursors and timers may end.
  await setTimeout(500);
  // One delete may have come before the insert that it follows: only so much can be sure.
  const left = await gigs.countDocuments({});
  if (left < DOCUMENTS || left > DOCUMENTS + amount / 20) throw new Error(`A wrong answer: ${left} are left`);
}
