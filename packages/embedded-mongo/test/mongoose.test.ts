import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
let connection: mongoose.Connection;
beforeAll(async () => {
  target = await openTarget();
  const own = new mongoose.Mongoose({
    strictQuery: 'throw',
    strict: 'throw',
    bufferCommands: false,
    transactionAsyncLocalStorage: true,
  });
  connection = await own.createConnection(target.url, { dbName: target.db.databaseName }).asPromise();
});
afterAll(async () => {
  await connection.close();
  await target.close();
});

const schema = new mongoose.Schema(
  {
    title: { type: String, required: true },
    number: { type: Number, unique: true, sparse: true },
    left: Number,
    tags: [String],
    shifts: [{ day: Date, left: Number }],
    long: BigInt,
    exact: mongoose.Schema.Types.Decimal128,
    extra: { type: Map, of: Number },
  },
  { timestamps: true, optimisticConcurrency: true, autoCreate: false, autoIndex: false },
);

test('documents, versions, populated paths and indexes', async () => {
  const Gig = connection.model('Gig', schema);
  const Booking = connection.model(
    'Booking',
    new mongoose.Schema({ gig: { type: mongoose.Schema.Types.ObjectId, ref: 'Gig' } }),
  );
  await Gig.syncIndexes();
  expect((await Gig.collection.indexes()).map((index) => index.name)).toEqual(['_id_', 'number_1']);
  const gig = await Gig.create({
    title: '搬运',
    left: 3,
    tags: ['x', 'y'],
    shifts: [{ left: 1 }],
    long: 5n,
    exact: '1.50',
    extra: { a: 1 },
  });
  gig.shifts.push({ left: 2 });
  (gig.tags as mongoose.Types.Array<string>).pull('x');
  gig.extra!.set('b', 2);
  await gig.save();
  const stale = await Gig.findById(gig._id);
  gig.title = '装卸';
  await gig.save();
  stale!.title = '来晚了';
  await expect(stale!.save()).rejects.toBeInstanceOf(mongoose.Error.VersionError);
  const found = await Gig.findOne({ title: '装卸', 'shifts.left': 2 }).lean();
  expect(found).toMatchObject({ tags: ['y'], extra: { a: 1, b: 2 }, __v: 2 });
  expect(String(found!.exact)).toBe('1.50');
  expect(found!.updatedAt.getTime()).toBeGreaterThanOrEqual(found!.createdAt.getTime());
  await Booking.create({ gig: gig._id });
  expect((await Booking.findOne().populate<{ gig: { title: string } }>('gig'))!.gig.title).toBe('装卸');
  await Gig.create({ title: 'a', number: 1 });
  await expect(Gig.create({ title: 'b', number: 1 })).rejects.toMatchObject({
    code: 11000,
    keyValue: { number: 1 },
  });
  const seen: string[] = [];
  for await (const one of Gig.find().sort({ _id: 1 }).cursor()) seen.push(one.title);
  expect(seen).toEqual(['装卸', 'a']);
});

test('connection.transaction takes all or nothing', async () => {
  const Place = connection.model('Place', new mongoose.Schema({ left: Number }));
  const place = await Place.create({ left: 1 });
  const take = (fail: boolean) =>
    connection.transaction(async () => {
      const taken = await Place.updateOne({ _id: place._id, left: { $gt: 0 } }, { $inc: { left: -1 } });
      await new Place({ left: 99 }).save();
      if (fail || taken.modifiedCount === 0) throw new Error('no');
    });
  await expect(take(true)).rejects.toThrow('no');
  expect(await Place.countDocuments()).toBe(1);
  await take(false);
  await expect(take(false)).rejects.toThrow('no');
  expect((await Place.find().sort({ left: 1 }).lean()).map((one) => one.left)).toEqual([0, 99]);
});
