import { Aggregator } from 'mingo/aggregator';
import { MongoError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/matcher.ts';
import { compileProjection, flatPaths } from '../query/projection.ts';
import { compareSorted, parseSort, sortValues } from '../query/sort.ts';
import { type Doc, isPlain, setField, toNumber } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { asMongo, evaluatePlain, forLibrary, mingoOptions } from './expression.ts';

/** A stage on documents in memory, all plain. Stages don't change the documents they get. */
type Stage = (docs: Doc[], value: unknown, vars: Doc) => Doc[];

/** The stages that the library computes as MongoDB does. */
const LIBRARY = new Set([
  '$replaceRoot',
  '$replaceWith',
  '$group',
  '$unwind',
  '$bucketAuto',
  '$sortByCount',
  '$sample',
  '$documents',
]);

const REFUSED = new Set([
  '$out',
  '$merge',
  '$changeStream',
  '$graphLookup',
  '$search',
  '$collStats',
  '$indexStats',
  '$currentOp',
  '$listSessions',
  '$redact',
  '$setWindowFields',
  '$densify',
  '$fill',
]);

/** The one operator of a stage and its value. */
export function stageOf(stage: Doc): [name: string, value: unknown] {
  const entries = Object.entries(stage);
  if (entries.length !== 1)
    throw new MongoError(
      'Location40324',
      'A pipeline stage specification object must contain exactly one field.',
    );
  return entries[0]!;
}

/** A stage's value where it must be a document. */
export function stageDoc(value: unknown, name: string): Doc {
  if (!isPlain(value)) throw new MongoError('BadValue', `the ${name} specification must be an object`);
  return value;
}

/** A stage's value where it must be a whole number. */
export function stageCount(name: string, value: unknown, least: number): number {
  const n = toNumber(value);
  if (n === undefined || !Number.isInteger(n) || n < least)
    throw new MongoError('BadValue', `invalid argument to ${name} stage`);
  return n;
}

export const isLocalStage = (name: string) => LIBRARY.has(name) || name in STAGES;

export const unknownStage = (name: string): MongoError =>
  REFUSED.has(name)
    ? notSupported(`The aggregation stage ${name}`)
    : new MongoError('Location40324', `Unrecognized pipeline stage name: '${name}'`);

/** Runs one stage that needs nothing but its documents. */
export function runStage(stage: Doc, docs: Doc[], vars: Doc): Doc[] {
  const [name, value] = stageOf(stage);
  const own = STAGES[name];
  if (own) return own(docs, value, vars);
  return asMongo(() => new Aggregator([forLibrary(stage)], mingoOptions(vars)).run(docs));
}

const addFields: Stage = (docs, value, vars) => {
  const fields = flatPaths(stageDoc(value, '$addFields')).map(
    ([path, expr]) => [path.split('.'), expr] as const,
  );
  return docs.map((doc) =>
    fields.reduce((out, [parts, expr]) => withField(out, parts, evaluatePlain(expr, doc, vars)), doc),
  );
};

/** A copy with the field set, in every element of an array on the way; undefined removes it. */
function withField(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [first, ...rest] = parts as [string, ...string[]];
  const out = { ...doc };
  if (rest.length > 0) {
    const inner = out[first];
    const nested = (item: unknown) => withField(isPlain(item) ? item : {}, rest, value);
    if (value === undefined && !isPlain(inner) && !Array.isArray(inner)) return doc;
    setField(out, first, Array.isArray(inner) ? inner.map(nested) : nested(inner));
  } else if (value === undefined) delete out[first];
  else setField(out, first, value);
  return out;
}

/** The stages that need BSON's order, or that the library gets wrong. */
const STAGES: Record<string, Stage> = {
  $match(docs, value, vars) {
    const matches = compileFilter(stageDoc(value, '$match'), vars);
    return docs.filter(matches);
  },
  $sort(docs, value) {
    const sort = parseSort(value);
    return docs
      .map((doc) => ({ doc, by: sortValues(doc, sort) }))
      .sort((a, b) => compareSorted(a.by, b.by, sort))
      .map(({ doc }) => doc);
  },
  $skip: (docs, value) => docs.slice(stageCount('$skip', value, 0)),
  $limit: (docs, value) => docs.slice(0, stageCount('$limit', value, 1)),
  $count(docs, value) {
    if (typeof value !== 'string' || value === '')
      throw new MongoError('BadValue', 'the count field must be a non-empty string');
    return docs.length > 0 ? [{ [value]: docs.length }] : [];
  },
  $project(docs, value, vars) {
    const spec = stageDoc(value, '$project');
    if (Object.keys(spec).length === 0)
      throw new MongoError('BadValue', 'projection specification must have at least one field');
    return docs.map(compileProjection(spec, {}, (expr, doc) => evaluatePlain(expr, doc, vars)));
  },
  $addFields: addFields,
  $set: addFields,
  $unset(docs, value) {
    const paths = Array.isArray(value) ? value : [value];
    return docs.map(compileProjection(Object.fromEntries(paths.map((path) => [String(path), 0])), {}));
  },
  $bucket(docs, value, vars) {
    const {
      groupBy,
      boundaries,
      default: other,
      output = { count: { $sum: 1 } },
    } = stageDoc(value, '$bucket');
    if (!Array.isArray(boundaries) || boundaries.length < 2)
      throw new MongoError('BadValue', '$bucket needs at least two boundaries');
    const ids = [...boundaries.slice(0, -1), ...(other === undefined ? [] : [other])];
    const buckets = new Map<unknown, Doc[]>(ids.map((id) => [id, []]));
    for (const doc of docs) {
      const key = evaluatePlain(groupBy, doc, vars) ?? null;
      const above = boundaries.findIndex((bound) => compare(key, bound) < 0);
      const bucket = buckets.get(above > 0 ? boundaries[above - 1] : other);
      if (!bucket)
        throw new MongoError(
          'BadValue',
          '$bucket could not find a bucket for a value, and no default was given',
        );
      bucket.push(doc);
    }
    return [...buckets].flatMap(([_id, inside]) => {
      if (inside.length === 0) return [];
      return runStage({ $group: { _id: null, ...(output as Doc) } }, inside, vars).map((group) => ({
        ...group,
        _id,
      }));
    });
  },
};

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** Checks the stages of an update, which may only reshape the one document. */
export function checkUpdateStages(stages: readonly Doc[]): void {
  for (const stage of stages) {
    const [name] = stageOf(stage);
    if (!UPDATE_STAGES.has(name)) throw notSupported(`The stage ${name} in an update`);
  }
}
