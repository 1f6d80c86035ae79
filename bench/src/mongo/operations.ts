import { isDeepStrictEqual } from 'node:util';
import type { Collection, MongoClient } from 'mongodb';
import { expectedGroups, expectedPage, type Gig, gig, idOf, PAGE, RANGE, TOWNS, timeOf } from './data.ts';

const LOADED_AT_ONCE = 1000;

/** A server under measurement, with the bench's collections in a database of its own. */
export interface Target {
  client: MongoClient;
  gigs: Collection<Gig>;
  small: Collection<Gig>;
  size: number;
  smallSize: number;
}

export async function load(
  client: MongoClient,
  db: string,
  size: number,
  smallSize: number,
): Promise<Target> {
  const database = client.db(db);
  await database.dropDatabase();
  const target = {
    client,
    gigs: database.collection<Gig>('gigs'),
    small: database.collection<Gig>('small'),
    size,
    smallSize,
  };
  for (const [collection, rows] of [
    [target.gigs, size],
    [target.small, smallSize],
  ] as const) {
    for (let from = 0; from < rows; from += LOADED_AT_ONCE) {
      const length = Math.min(LOADED_AT_ONCE, rows - from);
      await collection.insertMany(Array.from({ length }, (_, i) => gig(from + i, rows)));
    }
    await collection.createIndex({ town: 1, at: -1, _id: -1 });
    await collection.createIndex({ n: 1 });
  }
  return target;
}

/** One operation by the driver, for number `n`; it throws where the answer is wrong. */
export type Operation = (target: Target, n: number) => Promise<void>;

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`A wrong answer: ${what}`);
}

export const operations: Record<string, Operation> = {
  async point_read({ gigs }, n) {
    const found = await gigs.findOne({ _id: idOf(n) });
    must(found?.n === n, `point read of ${n}`);
  },
  async insert({ gigs, size }, n) {
    const { insertedId } = await gigs.insertOne(gig(n, size));
    must(insertedId.equals(idOf(n)), `insert of ${n}`);
  },
  async update({ gigs }, n) {
    const { modifiedCount } = await gigs.updateOne({ _id: idOf(n) }, { $inc: { views: 1 } });
    must(modifiedCount === 1, `update of ${n}`);
  },
  async find_and_modify({ gigs }, n) {
    const found = await gigs.findOneAndUpdate(
      { _id: idOf(n) },
      { $inc: { views: 1 } },
      { returnDocument: 'after' },
    );
    must(found?.n === n && found.views >= 1, `findAndModify of ${n}`);
  },
  async page({ gigs, size }, n) {
    const [town, before] = [n % TOWNS, timeOf(n, size)];
    const found = await gigs
      .find({ town, at: { $lt: before } })
      .sort({ at: -1, _id: -1 })
      .limit(PAGE)
      .toArray();
    const given = found.map((one) => one.n);
    must(isDeepStrictEqual(given, expectedPage(town, before, size)), `page after ${n}`);
  },
  async count({ gigs }, n) {
    const found = await gigs.countDocuments({ n: { $gte: n, $lt: n + RANGE } });
    must(found === RANGE, `count from ${n}`);
  },
  async aggregate({ small, smallSize }) {
    const groups = await small
      .aggregate([
        { $match: { status: 'open' } },
        { $group: { _id: '$town', gigs: { $sum: 1 }, pay: { $sum: '$pay' } } },
        { $sort: { pay: -1, _id: 1 } },
      ])
      .toArray();
    must(isDeepStrictEqual(groups, expectedGroups(smallSize)), 'aggregate');
  },
};
