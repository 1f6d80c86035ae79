import { Schema } from 'mongoose';
import pino from 'pino';
import { connect, modelOn } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrations/migrate.ts';

/**
 * A process that migrates: it marks ten documents, one after the other, and says so of each. `slow` never gets to the
 * end of it.
 */
const [url, database, slow] = process.argv.slice(2) as [string, string, string | undefined];
const connection = await connect(url, database);
const marks = modelOn(
  connection,
  'Mark',
  new Schema<{ _id: number; times: number }>({ _id: Number, times: Number }),
  'marks',
);
await migrate({
  connection,
  deps: undefined,
  version: slow ? '1.0.0' : '1.0.1',
  clock: () => new Date(),
  log: pino({ level: 'silent' }),
  migrations: [
    {
      id: '2026-01-01-marks',
      description: 'Marks them',
      async run() {
        for (let _id = 1; _id <= 10; _id++) {
          if (slow && _id === 6) await new Promise((resolve) => setTimeout(resolve, 3_600_000));
          const { modifiedCount } = await marks.updateOne({ _id, times: 0 }, { times: 1 });
          process.stdout.write(`${_id}:${modifiedCount}\n`);
        }
      },
    },
  ],
});
process.stdout.write('done\n');
await connection.close();
