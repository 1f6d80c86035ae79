import mongoose, { type Connection, type Schema } from 'mongoose';

mongoose.set({
  autoIndex: false,
  autoCreate: false,
  strict: 'throw',
  strictQuery: 'throw',
  runValidators: true,
  bufferCommands: false,
  transactionAsyncLocalStorage: true,
  returnDocument: 'after',
});

/**
 * So many records of a read come with its first answer (a server's own measure is 101): one round trip, and nothing
 * that the server has to keep between two of them, which under load not every engine does.
 */
const FIRST_BATCH = 1000;

function inOneAnswer(schema: Schema): void {
  schema.pre('find', function () {
    if (this.getOptions().batchSize === undefined) this.batchSize(FIRST_BATCH);
  });
}

export class DatabaseUnreachable extends Error {}

/**
 * The driver looks ten times a second whether its pool has enough connections, and ours has no least number: at rest
 * that is what a process mostly wakes up for. The driver's own setting for it, which it takes from no address.
 */
const POOL_LOOK = { minPoolSizeCheckFrequencyMS: 10_000 };

/** Connects within five seconds or throws `DatabaseUnreachable` with one line that says why. */
export async function connect(url: string, database: string): Promise<Connection> {
  const client = new mongoose.mongo.MongoClient(url, {
    maxPoolSize: 50,
    serverSelectionTimeoutMS: 5000,
    w: 'majority',
    readConcern: { level: 'majority' },
  });
  Object.assign(client.options, POOL_LOOK, { dbName: database });
  client.setMaxListeners(0);
  try {
    await client.connect();
  } catch (error) {
    await client.close(true).catch(() => undefined);
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new DatabaseUnreachable(`Can't reach the database at ${hideCredentials(url)}: ${why}`);
  }
  const connection = mongoose.createConnection().setClient(client);
  connection.plugin<Schema>(inOneAnswer);
  return connection;
}

const hideCredentials = (url: string) => url.replace(/\/\/[^@/]*@/, '//***@').replace(/\?.*$/, '');

/** Whether a write failed because a unique index holds the value already. */
export const isDuplicate = (error: unknown): error is mongoose.mongo.MongoServerError =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11_000;

/** The failed write of a transaction as one that crossed another's: the whole transaction is run again. */
export function asConflict(error: mongoose.mongo.MongoError): Error {
  error.addErrorLabel('TransientTransactionError');
  return error;
}

/** How often writers of the same may cross. */
const CROSSINGS = 5;

/** Runs `work` again where another wrote the same at the same moment: what it met is there now. */
export async function retryingDuplicates<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isDuplicate(error) || tries === CROSSINGS) throw error;
    }
  }
}

/**
 * For `insertMany` of records that are made here and typed: mongoose makes no document of each to check it. Fields that
 * are undefined are left out, as it would. A new object each time: a session that is put into it would stay.
 */
export const asTheyAre = () => ({ lean: true, ignoreUndefined: true }) as const;

/**
 * For an update by a pipeline, which is typed here: to check it mongoose looks up each of its words as if it were a
 * field, which costs more than the update.
 */
export const byPipeline = () => ({ updatePipeline: true, runValidators: false }) as const;

type Join = { from: { collection: { collectionName: string } }; by: string; on: string; as: string };

/** The stage of an aggregation that adds a model's records, those whose field `on` is what is found at `by`. */
export const joined = ({ from, by, on, as }: Join) => ({
  $lookup: { from: from.collection.collectionName, localField: by, foreignField: on, as },
});

/** A collection of records of one type; what `lean()` gives is the record as it is stored. */
// biome-ignore lint/complexity/noBannedTypes: as the library's own defaults have it.
export type Records<T> = mongoose.Model<T, {}, {}, {}, mongoose.HydratedDocument<T>, Schema<T>, T>;

/** The model of that name on this connection; several processes' worth of connections can live side by side. */
export function modelOn<T>(connection: Connection, name: string, schema: Schema<T>, collection: string) {
  return (connection.models[name] ?? connection.model(name, schema, collection)) as Records<T>;
}

/** Makes the collection of every model registered on the connection: a transaction should not have to make one. */
export async function ensureCollections(connection: Connection): Promise<void> {
  const existing = new Set((await connection.listCollections()).map((c) => c.name));
  for (const model of Object.values(connection.models))
    if (!existing.has(model.collection.collectionName)) await model.createCollection();
}

/**
 * Makes the collections and indexes of every model registered on the connection. Indexes that the models don't know are
 * left alone: a migration drops them.
 */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await ensureCollections(connection);
  for (const model of Object.values(connection.models)) await model.createIndexes();
}

/**
 * Runs `work` in one transaction; all model operations within it take part by themselves. `work` may be run
 * again when it met a conflict, so it must have no effects outside of the database, and must await one
 * operation after the other. `around` is put around each run of it and says what that told; `onCommit` is called with
 * this after each commit, and
 * `afterwards` when whoever waited for it has gone on: an answer is sent before what follows from it begins.
 */
export function transactor<Told>(
  connection: Connection,
  options: {
    around: <T>(work: () => Promise<T>, told: (events: readonly Told[]) => void) => Promise<T>;
    onCommit: (events: readonly Told[]) => void;
    afterwards: () => void;
  },
) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    let told: readonly Told[] = [];
    const around = () =>
      options.around(work, (events) => {
        told = events;
      });
    const result = await connection.transaction(around, {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority' },
    });
    options.onCommit(told);
    setImmediate(options.afterwards);
    return result as T;
  };
}
export type Transaction = ReturnType<typeof transactor>;

/** Records by their ids as text. */
export const byId = <T extends { _id: { toString(): string } }>(records: readonly T[]): Map<string, T> =>
  new Map(records.map((record) => [String(record._id), record]));
