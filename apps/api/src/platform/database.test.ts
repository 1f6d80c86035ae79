import { borrowDatabase } from '@linggong/testkit/database.ts';
import { Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, modelOn, transactor } from './database.ts';

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

test('what follows from a commit begins when whoever waited for it has gone on', async () => {
  const steps: string[] = [];
  const began = Promise.withResolvers<void>();
  const transaction = transactor(connection, {
    around: (work) => work(),
    onCommit: () => steps.push('committed'),
    afterwards: () => {
      steps.push('follow-up');
      began.resolve();
    },
  });
  const answer = async () => {
    await transaction(async () => void steps.push('work'));
    await Promise.resolve();
    steps.push('answer');
  };
  await answer();
  await began.promise;
  expect(steps).toEqual(['work', 'committed', 'answer', 'follow-up']);
  const failing = transaction(() => Promise.reject(new Error('on purpose')));
  await expect(failing).rejects.toThrow('on purpose');
  await new Promise(setImmediate);
  expect(steps).toHaveLength(4);
});
