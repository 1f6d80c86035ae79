import { openQuery, type Query } from '../engine/read.ts';
import { MongoError, notSupported } from '../errors.ts';
import { describe } from '../planner/plan.ts';
import { compileFilter } from '../query/matcher.ts';
import { takeNear } from '../query/near.ts';
import { compileProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import { type Doc, decodeExact, encode, toNumber } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { encodeKey } from '../values/key.ts';
import { andThen } from '../values/maybe.ts';
import { valuesAt } from '../values/path.ts';
import { explainAggregate } from './aggregate.ts';
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
  for (const option of ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max'])
    if (body[option]) throw notSupported(`The option '${option}'`);
  return {
    ...takeNear(docOption(body[filterField], filterField)),
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
    const project = compileFind(body.projection, query);
    const collection = existing(context);
    if (!collection) compileFilter(query.filter, query.vars);
    const result = collection && openQuery(engine.records, collection, query, context);
    const source = () =>
      andThen(result?.next(), (match) => {
        if (!match) return undefined;
        return project ? encode(project(decodeExact(match.doc))) : match.doc;
      });
    return engine.cursors.open(source, {
      ns: `${db}.${collectionName(context)}`,
      batchSize: countOption(body.batchSize, 'batchSize'),
      singleBatch: body.singleBatch === true || (toNumber(body.limit) ?? 0) < 0,
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

export const getMore: Command = {
  fields: ['collection', 'batchSize'],
  inTransaction: true,
  run({ engine, body, db }) {
    const id = BigInt(toNumber(body.getMore) === undefined ? 0 : String(body.getMore));
    return engine.cursors.more(
      id,
      `${db}.${String(body.collection)}`,
      countOption(body.batchSize, 'batchSize'),
    );
  },
};

export const killCursors: Command = {
  fields: ['cursors'],
  inTransaction: true,
  run({ engine, body, db }) {
    const ids = Array.isArray(body.cursors) ? body.cursors : [];
    const killed = ids.filter((id) =>
      engine.cursors.kill(BigInt(String(id)), `${db}.${String(body.killCursors)}`),
    );
    return {
      cursorsKilled: killed,
      cursorsNotFound: ids.filter((id) => !killed.includes(id)),
      cursorsAlive: [],
      cursorsUnknown: [],
    };
  },
};

export const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  async run(context) {
    const query = queryOf(context, 'query');
    const collection = existing(context);
    if (!collection) return { n: 0 };
    if (Object.keys(query.filter).length === 0 && !query.near && !query.limit && !query.skip)
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
    const result = openQuery(engine.records, collection, query, context);
    for (let match = await result.next(); match; match = await result.next())
      for (const value of valuesAt(match.parsed, body.key.split('.')).flatMap((one) =>
        Array.isArray(one) ? one : [one],
      )) {
        if (value === undefined) continue;
        const key = Buffer.from(encodeKey([value])).toString('latin1');
        // Of equal numbers of several types the first one met stands for all.
        if (!found.has(key)) found.set(key, value);
      }
    return { values: [...found.values()].sort(compare) };
  },
};

/** For find, count, update, delete and aggregate. */
export const explain: Command = {
  fields: ['verbosity'],
  async run(context) {
    const { engine, body, db } = context;
    const inner = docOption(body.explain, 'explain');
    if ('aggregate' in inner) return explainAggregate(context, inner, body.verbosity);
    const name = String(Object.values(inner)[0]);
    const collection = engine.catalog.find(db, name);
    if (!collection) return { queryPlanner: { namespace: `${db}.${name}`, winningPlan: { stage: 'EOF' } } };
    const query = explained(inner);
    const result = openQuery(engine.records, collection, query, context);
    const winning = describe(result.plan);
    const queryPlanner = {
      namespace: `${db}.${name}`,
      winningPlan: result.plan.sorted ? winning : { stage: 'SORT', inputStage: winning },
    };
    if (body.verbosity === 'queryPlanner') return { queryPlanner };
    let n = 0;
    while (await result.next()) n++;
    return {
      queryPlanner,
      executionStats: {
        nReturned: n,
        totalKeysExamined: result.stats.keys,
        totalDocsExamined: result.stats.docs,
      },
    };
  },
};

function explained(inner: Doc): Query {
  const statements = (inner.updates ?? inner.deletes) as Doc[] | undefined;
  const source = statements?.[0] ?? inner;
  return {
    ...takeNear(docOption(source.filter ?? source.query ?? source.q, 'filter')),
    sort: parseSort(inner.sort),
    limit: toNumber(inner.limit) ?? 0,
    skip: toNumber(inner.skip) ?? 0,
    hint: source.hint,
  };
}
