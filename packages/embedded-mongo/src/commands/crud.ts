import { openSlice } from '../engine/slice.ts';
import { MongoError } from '../errors.ts';
import { takeNear } from '../query/near.ts';
import { compileProjection } from '../query/projection.ts';
import {
  bsonType,
  type Doc,
  decodeExact,
  encode,
  isPlain,
  MAX_DOCUMENT_BYTES,
  newId,
  tooLarge,
} from '../values/bson.ts';
import { withIdFirst } from '../values/order.ts';
import {
  type Command,
  type Context,
  docList,
  docOption,
  letOption,
  refuseCollation,
  statement,
  untilFree,
} from './context.ts';
import { parseDelete, parseUpdate, runDelete, runUpdate, writable } from './write.ts';

const MAX_BATCH = 100_000;
const WRITE_FIELDS = ['ordered', 'bypassDocumentValidation', 'let'];

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
async function runStatements(
  context: Context,
  length: number,
  work: (i: number) => Promise<void>,
): Promise<Doc[] | undefined> {
  if (length === 0 || length > MAX_BATCH)
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${length} operations.`,
    );
  const errors: Doc[] = [];
  const slice = openSlice(context, true);
  for (let i = 0; i < length; i++) {
    if (slice.due()) await slice.pause();
    context.engine.batch.mustHold(context.failures);
    try {
      await work(i);
      // From here on the snapshot has been used: it may not move any more.
      if (context.txn) context.txn.started = true;
    } catch (error) {
      if (!(error instanceof MongoError) || WHOLE.has(error.codeName)) throw error;
      errors.push({ index: i, code: error.code, ...error.extra, errmsg: error.message });
      if (context.txn) {
        context.failed = true;
        break;
      }
      if (context.body.ordered !== false) break;
    }
  }
  return errors.length > 0 ? errors : undefined;
}

export const insert: Command = {
  fields: ['documents', ...WRITE_FIELDS],
  inTransaction: true,
  retryable: true,
  async run(context) {
    const { engine, sequences, txn } = context;
    const docs: (Uint8Array | Doc)[] = sequences.get('documents') ?? docList(context, 'documents');
    let n = 0;
    const writeErrors = await runStatements(context, docs.length, (i) =>
      statement(context, i, async () => {
        const bytes = withId(docs[i]!);
        await untilFree(context, () => engine.store.insert(writable(context), bytes, txn));
      }).then(() => {
        n++;
      }),
    );
    return { n, ...(writeErrors && { writeErrors }) };
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
  if (isPlain(id) && Object.keys(id).some((key) => key.startsWith('$')))
    throw new MongoError('DollarPrefixedFieldName', "_id fields may not contain '$'-prefixed fields");
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

export const update: Command = {
  fields: ['updates', ...WRITE_FIELDS],
  inTransaction: true,
  retryable: true,
  async run(context) {
    const updates = docList(context, 'updates').map(parseUpdate);
    if (context.retryable && updates.some(({ multi }) => multi)) throw manyWithNumber('multi=true');
    const vars = letOption(context.body.let);
    const upserted: Doc[] = [];
    let n = 0;
    let nModified = 0;
    const writeErrors = await runStatements(context, updates.length, async (i) => {
      const done = await statement(context, i, async () => {
        const parsed = updates[i]!;
        const result = await runUpdate(context, { ...parsed, vars: { ...vars, ...parsed.vars } });
        const { matched, modified } = result;
        if ('upsertedId' in result) return { n: matched, nModified: modified, _id: result.upsertedId };
        return (
          SINGLE.find((one) => one.n === matched && one.nModified === modified) ?? {
            n: matched,
            nModified: modified,
          }
        );
      });
      n += done.n;
      nModified += done.nModified;
      if ('_id' in done) {
        n++;
        upserted.push({ index: i, _id: done._id });
      }
    });
    return { n, nModified, ...(upserted.length > 0 && { upserted }), ...(writeErrors && { writeErrors }) };
  },
};

export const remove: Command = {
  fields: ['deletes', ...WRITE_FIELDS],
  inTransaction: true,
  retryable: true,
  async run(context) {
    const deletes = docList(context, 'deletes').map(parseDelete);
    if (context.retryable && deletes.some(({ all }) => all)) throw manyWithNumber('limit=0');
    const vars = letOption(context.body.let);
    let n = 0;
    const writeErrors = await runStatements(context, deletes.length, async (i) => {
      n += await statement(context, i, async () => {
        const { all, ...target } = deletes[i]!;
        return (await runDelete(context, { ...target, vars }, all)).n;
      });
    });
    return { n, ...(writeErrors && { writeErrors }) };
  },
};

export { remove as delete };

export const findAndModify: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'hint',
    'collation',
    ...WRITE_FIELDS,
  ],
  inTransaction: true,
  retryable: true,
  async run(context) {
    const { body } = context;
    refuseCollation(body.collation);
    const { filter, near } = takeNear(docOption(body.query, 'query'));
    const fields = docOption(body.fields, 'fields');
    const target = { filter, near, sort: body.sort, hint: body.hint, vars: letOption(body.let) };
    if (!body.remove && body.update === undefined)
      throw new MongoError('FailedToParse', 'Either an update or remove=true must be specified');
    if (body.remove && body.update !== undefined)
      throw new MongoError('FailedToParse', 'Cannot specify both an update and remove=true');
    if (body.remove && body.upsert)
      throw new MongoError('FailedToParse', 'Cannot specify both upsert=true and remove=true');
    if (body.remove && body.new)
      throw new MongoError(
        'FailedToParse',
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      );
    const shape = Object.keys(fields).length > 0 ? compileProjection(fields, filter) : (doc: Doc) => doc;
    const project = (bytes: Uint8Array) => shape(decodeExact(bytes));
    return statement(context, 0, async (): Promise<Doc> => {
      if (body.remove) {
        const { n, before } = await runDelete(context, target, false);
        return { lastErrorObject: { n }, value: before ? project(before) : null };
      }
      const arrayFilters = (body.arrayFilters as Doc[] | undefined) ?? [];
      const done = await runUpdate(context, {
        ...target,
        update: body.update,
        arrayFilters,
        upsert: body.upsert === true,
      });
      const inserted = 'upsertedId' in done;
      const value = body.new ? done.after : inserted ? undefined : done.before;
      return {
        lastErrorObject: {
          n: inserted ? 1 : done.matched,
          updatedExisting: done.matched > 0,
          ...(inserted && { upserted: done.upsertedId }),
        },
        value: value ? project(value) : null,
      };
    });
  },
};
