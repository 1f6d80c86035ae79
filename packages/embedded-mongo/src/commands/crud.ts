import { openSlice } from '../engine/slice.ts';
import { MongoError } from '../errors.ts';
import { refuseDollars } from '../update/upsert.ts';
import {
  bsonType,
  type Doc,
  decodeExact,
  encode,
  MAX_DOCUMENT_BYTES,
  newId,
  tooLarge,
} from '../values/bson.ts';
import { andThen, attempt, each, type Maybe } from '../values/maybe.ts';
import { withIdFirst } from '../values/order.ts';
import { type Command, type Context, docList, letOption, statement, untilFree } from './context.ts';
import { runDelete, runUpdate, type UpdateResult, writable } from './write.ts';
import { parseDelete, parseUpdate, WRITE_FIELDS } from './write-fields.ts';

const MAX_BATCH = 100_000;

/** Errors of the command, not of the one statement. */
const WHOLE = new Set([
  'WriteConflict',
  'NoSuchTransaction',
  'MaxTimeMSExpired',
  'InvalidNamespace',
  'InvalidOptions',
]);

/**
 * Runs the statements of a bulk write and collects their errors. Ordered: the first error ends it. In a transaction
 * the first error ends the transaction, and a conflict is the error of the whole command.
 */
function runStatements(
  context: Context,
  length: number,
  work: (i: number) => Maybe<void>,
): Maybe<Doc[] | undefined> {
  if (length === 0 || length > MAX_BATCH)
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${length} operations.`,
    );
  const errors: Doc[] = [];
  const slice = openSlice(context, true);

  function noted(error: unknown, i: number): boolean {
    if (!(error instanceof MongoError) || WHOLE.has(error.codeName)) throw error;
    errors.push({ index: i, code: error.code, ...error.extra, errmsg: error.message });
    if (context.txn) context.failed = true;
    return !context.txn && context.body.ordered === false;
  }

  /** Whether to go on. */
  function run(i: number): Maybe<boolean> {
    context.engine.batch.mustHold(context.failures);
    const done = () =>
      andThen(work(i), () => {
        // From here on the snapshot has been used: it may not move any more.
        if (context.txn) context.txn.started = true;
        return true;
      });
    return attempt(done, (error) => noted(error, i));
  }

  let next = 0;
  const step = () => {
    if (next === length) return undefined;
    const i = next++;
    return slice.due() ? slice.pause().then(() => run(i)) : run(i);
  };
  return andThen(
    each(step, (goOn) => goOn),
    () => (errors.length > 0 ? errors : undefined),
  );
}

export const insert: Command = {
  fields: ['documents', ...WRITE_FIELDS],
  inTransaction: true,
  retryable: true,
  run(context) {
    const { engine, sequences, txn } = context;
    const docs: (Uint8Array | Doc)[] = sequences.get('documents') ?? docList(context, 'documents');
    let n = 0;
    const insertOne = (i: number) => {
      const bytes = withId(docs[i]!);
      return untilFree(context, () => engine.store.insert(writable(context), bytes, txn));
    };
    const run = runStatements(context, docs.length, (i) =>
      andThen(
        statement(context, i, () => insertOne(i)),
        () => {
          n++;
        },
      ),
    );
    return andThen(run, (writeErrors) => ({ n, ...(writeErrors && { writeErrors }) }));
  },
};

/** Documents smaller than this can't be nested beyond the limit. */
const SHALLOW_BYTES = 1024;

/** The bytes of a document to insert: `_id` first, made where it is missing. */
function withId(raw: Uint8Array | Doc): Uint8Array {
  if (ArrayBuffer.isView(raw)) {
    const bytes = raw as Uint8Array;
    if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(bytes.length);
    if (bytes.length < SHALLOW_BYTES && startsWithPlainId(bytes)) return bytes;
    const doc = decodeExact(bytes);
    const { _id } = doc;
    checkId(doc);
    return startsWithId(bytes) ? bytes : encode(withIdFirst(_id === undefined ? newId() : _id, doc));
  }
  checkId(raw as Doc);
  const { _id = newId() } = raw as Doc;
  return encode(withIdFirst(_id, raw as Doc));
}

function checkId(doc: Doc): void {
  const { _id: id } = doc;
  if (id === undefined && '_id' in doc)
    throw new MongoError('BadValue', "The '_id' value cannot be of type undefined");
  if (Array.isArray(id) || bsonType(id) === 'BSONRegExp')
    throw new MongoError('BadValue', "The '_id' value cannot be of type array or regex");
  refuseDollars(id);
}

const startsWithId = (bytes: Uint8Array) =>
  bytes[5] === 0x5f && bytes[6] === 0x69 && bytes[7] === 0x64 && bytes[8] === 0;

/** Types whose values need no look: double, string, binary, ObjectId, boolean, date, int32, long. */
const PLAIN_ID_TYPES = new Set([1, 2, 5, 7, 8, 9, 16, 18]);
const startsWithPlainId = (bytes: Uint8Array) => startsWithId(bytes) && PLAIN_ID_TYPES.has(bytes[4]!);

const manyWithNumber = (option: string) =>
  new MongoError('InvalidOptions', `Cannot use retryable writes with ${option}`);

/** What an update of one document can do, as the same objects each time: a session stores a run of them as one. */
const SINGLE = [
  { n: 1, nModified: 1 },
  { n: 1, nModified: 0 },
  { n: 0, nModified: 0 },
];

/** What is told of an update, and kept for a retry. */
function told(result: UpdateResult): { n: number; nModified: number; _id?: unknown } {
  const { matched: n, modified: nModified } = result;
  if ('upsertedId' in result) return { n, nModified, _id: result.upsertedId };
  return SINGLE.find((one) => one.n === n && one.nModified === nModified) ?? { n, nModified };
}

export const update: Command = {
  fields: ['updates', ...WRITE_FIELDS],
  inTransaction: true,
  retryable: true,
  run(context) {
    const updates = docList(context, 'updates').map(parseUpdate);
    if (context.retryable && updates.some(({ multi }) => multi)) throw manyWithNumber('multi=true');
    const vars = letOption(context.body.let);
    const upserted: Doc[] = [];
    let n = 0;
    let nModified = 0;
    const updateOne = (i: number) => {
      const parsed = updates[i]!;
      return andThen(runUpdate(context, { ...parsed, vars: { ...vars, ...parsed.vars } }), told);
    };
    const run = runStatements(context, updates.length, (i) =>
      andThen(
        statement(context, i, () => updateOne(i)),
        (done) => {
          n += done.n;
          nModified += done.nModified;
          if (!('_id' in done)) return;
          n++;
          upserted.push({ index: i, _id: done._id });
        },
      ),
    );
    return andThen(run, (writeErrors) => ({
      n,
      nModified,
      ...(upserted.length > 0 && { upserted }),
      ...(writeErrors && { writeErrors }),
    }));
  },
};

export const remove: Command = {
  fields: ['deletes', ...WRITE_FIELDS],
  inTransaction: true,
  retryable: true,
  run(context) {
    const deletes = docList(context, 'deletes').map(parseDelete);
    if (context.retryable && deletes.some(({ all }) => all)) throw manyWithNumber('limit=0');
    const vars = letOption(context.body.let);
    let n = 0;
    const removeOne = (i: number) => {
      const { all, ...target } = deletes[i]!;
      return andThen(runDelete(context, { ...target, vars }, all), (done) => done.n);
    };
    const run = runStatements(context, deletes.length, (i) =>
      andThen(
        statement(context, i, () => removeOne(i)),
        (removed) => {
          n += removed;
        },
      ),
    );
    return andThen(run, (writeErrors) => ({ n, ...(writeErrors && { writeErrors }) }));
  },
};

export { remove as delete };
