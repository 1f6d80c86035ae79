import { borrowDatabase } from '@linggong/testkit/database.ts';
import { Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, modelOn } from './database.ts';

let database: Awaited<ReturnType<typeof borrowDatabase>>;
let connection: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
  database = await borrowDatabase();
  connection = await connect(database.url, database.name);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  await database.giveBack();
});

test('hundreds of records come with the first answer; whoever wants them in parts gets them in parts', async () => {
  const numbers = modelOn(connection, 'numbers', new Schema({ n: Number }), 'numbers');
  await numbers.insertMany(Array.from({ length: 300 }, (_, n) => ({ n })));
  const inFirstAnswer = async (query: ReturnType<typeof numbers.find>) => {
    const cursor = query.cursor();
    await cursor.next();
    const waiting = (cursor as unknown as { cursor: { bufferedCount(): number } }).cursor.bufferedCount();
    await cursor.close();
    return waiting + 1;
  };
  expect(await inFirstAnswer(numbers.find())).toBe(300);
  expect(await inFirstAnswer(numbers.find().batchSize(10))).toBe(10);
});
