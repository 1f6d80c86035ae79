import type { Source } from '../engine/cursors.ts';
import type { Engine } from '../engine/engine.ts';
import { openQuery, type Query } from '../engine/read.ts';
import type { Transaction } from '../engine/transactions.ts';
import { MongoError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/matcher.ts';
import { parseSort } from '../query/sort.ts';
import type { Collection } from '../storage/catalog.ts';
import { type Doc, decodePlain, encode, isPlain, toNumber } from '../values/bson.ts';
import { valuesAt } from '../values/path.ts';
import { evaluatePlain } from './expression.ts';
import { type GeoNear, parseGeoNear } from './geo-near.ts';
import { isLocalStage, runStage, stageCount, stageDoc, stageOf, unknownStage } from './stages.ts';

export interface Pipeline {
  db: string;
  /** Undefined for a pipeline that starts by itself (`$documents`). */
  collection: string | undefined;
  pipeline: readonly Doc[];
  vars: Doc;
  hint?: unknown;
  context: { txn?: Transaction | undefined; deadline?: number | undefined };
}

/** Opens an aggregation: its front part is a query on the store; all after it works on documents in memory. */
export async function openPipeline(engine: Engine, run: Pipeline): Promise<Source> {
  const collection = run.collection === undefined ? undefined : engine.catalog.find(run.db, run.collection);
  const { query, rest, shape } = split(run, collection);
  checkStages(rest);
  const result = collection && openQuery(engine.records, collection, query, run.context);
  if (!collection) compileFilter(query.filter, query.vars);
  if (rest.length === 0 && !shape) return async () => (await result?.next())?.doc;
  const counted = shape ? undefined : countGroup(rest);
  let docs: Doc[] = [];
  if (counted) {
    const whole = Object.keys(query.filter).length === 0 && !query.limit && !query.skip && !run.context.txn;
    let n = whole && collection ? engine.store.count(collection) : 0;
    if (!whole) while (result && (await result.next())) n++;
    if (n > 0) docs.push({ _id: counted.id, [counted.field]: n });
  } else {
    if (result)
      for (let match = await result.next(); match; match = await result.next())
        docs.push(shape ? shape(match) : decodePlain(match.doc));
    docs = await runRest(engine, run, rest, docs);
  }
  let at = 0;
  return async () => {
    const doc = docs[at++];
    return doc && encode(doc);
  };
}

/** Takes `$geoNear` or `$match` and `$sort`, `$skip`, `$limit` from the front, as far as one query can do them in that order. */
function split(
  { pipeline, vars, hint }: Pipeline,
  collection: Collection | undefined,
): { query: Query; rest: readonly Doc[]; shape?: GeoNear['shape'] } {
  const filters: Doc[] = [];
  const query: Query = { filter: {}, vars, hint };
  let i = 0;
  if (pipeline[0] && '$geoNear' in pipeline[0]) {
    const [, spec] = stageOf(pipeline[0]);
    const { query: near, shape } = parseGeoNear(spec, collection, vars);
    const limit = pipeline[1] && '$limit' in pipeline[1] ? stageCount('$limit', pipeline[1].$limit, 1) : 0;
    return { query: { ...near, hint, limit }, rest: pipeline.slice(limit > 0 ? 2 : 1), shape };
  }
  for (; i < pipeline.length; i++) {
    const [name, value] = stageOf(pipeline[i]!);
    const started = query.skip !== undefined || query.limit !== undefined;
    if (name === '$match' && !started) filters.push(stageDoc(value, name));
    else if (name === '$sort' && !started && !query.sort) query.sort = parseSort(value);
    else if (name === '$skip' && !started) query.skip = stageCount(name, value, 0);
    else if (name === '$limit' && query.limit === undefined) query.limit = stageCount(name, value, 1);
    else break;
  }
  query.filter = filters.length === 1 ? filters[0]! : filters.length > 1 ? { $and: filters } : {};
  return { query, rest: pipeline.slice(i) };
}

function checkStages(stages: readonly Doc[]): void {
  for (const stage of stages) {
    const [name, value] = stageOf(stage);
    if (name === '$geoNear')
      throw new MongoError('Location40602', '$geoNear is only valid as the first stage in a pipeline.');
    if (name === '$facet')
      for (const inner of Object.values(stageDoc(value, name))) {
        if ((inner as Doc[]).some((one) => '$geoNear' in one))
          throw new MongoError('Location40600', '$geoNear is not allowed to be used within a $facet stage');
        checkStages(inner as Doc[]);
      }
    if (!isLocalStage(name) && !OWN[name]) throw unknownStage(name);
  }
}

/** `[{ $group: { _id: <constant>, n: { $sum: 1 } } }]` and `[{ $count }]` need no documents. */
function countGroup(rest: readonly Doc[]): { id: unknown; field: string } | undefined {
  const [stage] = rest;
  if (rest.length !== 1 || !stage || !isPlain(stage.$group)) return undefined;
  const { _id: id, ...fields } = stage.$group;
  const [field, sum] = Object.entries(fields)[0] ?? [];
  if (
    field === undefined ||
    Object.keys(fields).length !== 1 ||
    !isPlain(sum) ||
    toNumber(sum.$sum) !== 1 ||
    Object.keys(sum).length !== 1
  )
    return undefined;
  return id === null || typeof id === 'number' ? { id, field } : undefined;
}

async function runRest(engine: Engine, run: Pipeline, stages: readonly Doc[], input: Doc[]): Promise<Doc[]> {
  let docs = input;
  for (const stage of stages) {
    const [name, value] = stageOf(stage);
    const own = OWN[name];
    docs = own ? await own(docs, value, engine, run) : runStage(stage, docs, run.vars);
  }
  return docs;
}

type Own = (docs: Doc[], value: unknown, engine: Engine, run: Pipeline) => Doc[] | Promise<Doc[]>;

/** The stages that read from the store or run others within. */
const OWN: Record<string, Own> = {
  async $facet(docs, value, engine, run) {
    const out: Doc = {};
    for (const [name, stages] of Object.entries(stageDoc(value, 'stage')))
      out[name] = await runRest(engine, run, stages as Doc[], [...docs]);
    return [out];
  },
  async $unionWith(docs, value, engine, run) {
    const spec = typeof value === 'string' ? { coll: value } : stageDoc(value, 'stage');
    const source = await openPipeline(engine, {
      ...run,
      hint: undefined,
      collection: spec.coll as string | undefined,
      pipeline: (spec.pipeline as Doc[]) ?? [],
    });
    return [...docs, ...(await drain(source))];
  },
  async $lookup(docs, value, engine, run) {
    const spec = stageDoc(value, 'stage');
    const { from, localField, foreignField, as, pipeline = [] } = spec;
    for (const key of Object.keys(spec))
      if (!['from', 'localField', 'foreignField', 'as', 'pipeline', 'let'].includes(key))
        throw notSupported(`$lookup with '${key}'`);
    if (typeof as !== 'string' || (typeof from !== 'string' && from !== undefined))
      throw new MongoError('FailedToParse', "$lookup needs 'from' and 'as' as strings");
    const out: Doc[] = [];
    for (const doc of docs) {
      const vars = { ...run.vars };
      for (const [name, expr] of Object.entries((spec.let as Doc) ?? {}))
        vars[name] = evaluatePlain(expr, doc, run.vars);
      const stages = [...(pipeline as Doc[])];
      if (typeof foreignField === 'string')
        stages.unshift({ $match: { [foreignField]: { $in: localValues(doc, String(localField)) } } });
      const source = await openPipeline(engine, {
        ...run,
        hint: undefined,
        collection: from as string | undefined,
        pipeline: stages,
        vars,
      });
      const joined = { ...doc };
      setPath(joined, as.split('.'), await drain(source));
      out.push(joined);
    }
    return out;
  },
};

const localValues = (doc: Doc, path: string) =>
  valuesAt(doc, path.split('.')).flatMap((value) => (Array.isArray(value) ? value : [value ?? null]));

function setPath(doc: Doc, parts: string[], value: unknown): void {
  const [first, ...rest] = parts;
  if (rest.length === 0) {
    doc[first!] = value;
    return;
  }
  const inner = isPlain(doc[first!]) ? { ...(doc[first!] as Doc) } : {};
  doc[first!] = inner;
  setPath(inner, rest, value);
}

async function drain(source: Source): Promise<Doc[]> {
  const docs: Doc[] = [];
  for (let bytes = await source(); bytes; bytes = await source()) docs.push(decodePlain(bytes));
  return docs;
}
