import { openQuery, type Query } from '../engine/read.ts';
import { MongoError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/matcher.ts';
import { compileProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import { type Doc, decodeExact, encode, MAX_DOCUMENT_BYTES, toNumber } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { encodeKey } from '../values/key.ts';
import { andThen } from '../values/maybe.ts';
import { valuesAt } from '../values/path.ts';
import {
  type Command,
  type Context,
  collectionName,
  countOption,
  docOption,
  existing,
  letOption,
  refuseCollation,
} from './context.ts';

/** The query of a find-like command; refuses the options that would change its meaning. */
function queryOf({ body }: Context, filterField: string): Query {
  refuseCollation(body.collation);
  for (const option of ['returnKey', 'showRecordId', 'min', 'max'])
    if (body[option]) throw notSupported(`The option '${option}'`);
  if (body.awaitData && !body.tailable)
    throw new MongoError('FailedToParse', "Cannot set 'awaitData' without also setting 'tailable'");
  if (body.tailable) throw new MongoError('BadValue', 'tailable cursor requested on non capped collection');
  return {
    filter: docOption(body[filterField], filterField),
    sort: parseSort(body.sort),
    skip: countOption(body.skip, 'skip') ?? 0,
    limit: Math.abs(toNumber(body.limit) ?? 0),
    hint: body.hint,
    vars: letOption(body.let),
  };
}

export const find: Command = {
  fields: [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'allowDiskUse',
    'collation',
    'let',
    'noCursorTimeout',
    'allowPartialResults',
    'tailable',
    'awaitData',
    'oplogReplay',
    'returnKey',
    'showRecordId',
    'min',
    'max',
  ],
  inTransaction: true,
  run(context) {
    const { engine, body, db, session, txn } = context;
    const query = queryOf(context, 'filter');
    countOption(body.limit, 'limit');
    const project = compileFind(body.projection, query);
    const collection = existing(context);
    if (!collection) compileFilter(query.filter, query.vars);
    const result = collection && openQuery(engine.records, collection, query, context);
    if (result) context.seen = { collection: collection.id, rids: result.rids };
    const source = () =>
      andThen(
        result?.next(),
        (match) => match && (project ? encode(project(decodeExact(match.doc))) : match.doc),
      );
    return engine.cursors.open(source, {
      ns: `${db}.${collectionName(context)}`,
      batchSize: countOption(body.batchSize, 'batchSize'),
      singleBatch: body.singleBatch === true,
      keep: body.noCursorTimeout === true,
      session: session?.id,
      txn,
      held: result?.held,
    });
  },
};

function compileFind(raw: unknown, { filter, vars }: Query): ((doc: Doc) => Doc) | undefined {
  const spec = docOption(raw, 'projection');
  return Object.keys(spec).length === 0 ? undefined : compileProjection(spec, filter, vars);
}

/** The id of a cursor: a whole number, long as drivers send it. */
function cursorId(value: unknown, field: string): bigint {
  if (toNumber(value) === undefined || !/^-?\d+$/.test(String(value)))
    throw new MongoError('TypeMismatch', `BSON field '${field}' is the wrong type, expected type 'long'`);
  return BigInt(String(value));
}

export const getMore: Command = {
  fields: ['collection', 'batchSize'],
  inTransaction: true,
  run({ engine, body, db, session, txn }) {
    if (typeof body.collection !== 'string' || body.collection === '')
      throw new MongoError(
        'InvalidNamespace',
        "BSON field 'getMore.collection' must be the name of a collection",
      );
    if (body.maxTimeMS !== undefined)
      throw new MongoError('BadValue', 'cannot set maxTimeMS on getMore command for a non-awaitData cursor');
    const batchSize = countOption(body.batchSize, 'batchSize');
    const user = { ns: `${db}.${body.collection}`, session: session?.id, txn };
    return engine.cursors.more(cursorId(body.getMore, 'getMore.getMore'), user, batchSize);
  },
};

export const killCursors: Command = {
  fields: ['cursors'],
  inTransaction: true,
  run({ engine, body, db }) {
    if (!Array.isArray(body.cursors))
      throw new MongoError('TypeMismatch', "BSON field 'killCursors.cursors' must be an array of longs");
    const ids = body.cursors.map((id) => ({ id, number: cursorId(id, 'killCursors.cursors') }));
    const ns = `${db}.${String(body.killCursors)}`;
    const [killed, missing]: unknown[][] = [[], []];
    for (const { id, number } of ids) (engine.cursors.kill(number, ns) ? killed : missing)!.push(id);
    return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] };
  },
};

export const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  async run(context) {
    const query = queryOf(context, 'query');
    const collection = existing(context);
    if (!collection) return { n: 0 };
    const { filter, limit, skip, hint } = query;
    context.seen = { collection: collection.id, rids: () => undefined };
    if (Object.keys(filter).length === 0 && !limit && !skip && hint === undefined)
      return { n: context.engine.store.count(collection) };
    const result = openQuery(context.engine.records, collection, query, context);
    return { n: await result.count() };
  },
};

export const distinct: Command = {
  fields: ['key', 'query', 'collation', 'hint'],
  inTransaction: true,
  async run(context) {
    const { body, engine } = context;
    if (typeof body.key !== 'string' || body.key === '')
      throw new MongoError('TypeMismatch', "BSON field 'distinct.key' must be a string");
    const query = { ...queryOf(context, 'query'), needs: [body.key] };
    const collection = existing(context);
    if (!collection) return { values: [] };
    const found = new Map<string, unknown>();
    let bytes = 0;
    const result = openQuery(engine.records, collection, query, context);
    context.seen = { collection: collection.id, rids: result.rids };
    for (let match = await result.next(); match; match = await result.next())
      for (const value of valuesAt(match.parsed, body.key.split('.')).flatMap((one) =>
        Array.isArray(one) ? one : [one],
      )) {
        if (value === undefined) continue;
        const key = Buffer.from(encodeKey([value])).toString('latin1');
        // Of equal numbers of several types the first one met stands for all.
        if (found.has(key)) continue;
        found.set(key, value);
        bytes += key.length;
        if (bytes > MAX_DOCUMENT_BYTES) throw new MongoError('Location17217', 'distinct too big, 16mb cap');
      }
    return { values: [...found.values()].sort(compare) };
  },
};
