import { MongoError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/matcher.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { entriesOf, setField } from '../values/order.ts';
import { DOCUMENT_STAGES, stageDoc, stageOf } from './document-stages.ts';
import { bind, compile } from './expression.ts';
import { bucket, countStages, group, sortByCount } from './group.ts';
import { facet, lookup, unionWith } from './join.ts';
import { WRITING } from './merge.ts';
import { sort, sortSpec } from './sort.ts';
import { chunked, type Docs, type Make, mapping, type Stage } from './stage.ts';
import { unwind } from './unwind.ts';

/** Makes a stage of its value. Wrong values are refused here, before any document is read. */
type MakeStage = (value: unknown, make: Make) => Stage;

/** A stage's value where it must be a whole number. */
export function stageCount(name: '$limit' | '$skip', value: unknown): number {
  const n = toNumber(value);
  if (n === undefined || !Number.isSafeInteger(n) || n < 0)
    throw new MongoError(
      name === '$limit' ? 'Location5107201' : 'Location5107200',
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${String(value)}`,
    );
  if (name === '$limit' && n === 0) throw new MongoError('Location15958', 'the limit must be positive');
  return n;
}

/** The filter of a `$match`. */
export const matchFilter = (value: unknown): Doc => {
  if (!isPlain(value))
    throw new MongoError('Location15959', 'the match filter must be an expression in an object');
  return value;
};

const limit: MakeStage = (value) => {
  const most = stageCount('$limit', value);
  return async function* (input) {
    let left = most;
    for await (const docs of input) {
      yield docs.length > left ? docs.slice(0, left) : docs;
      left -= docs.length;
      if (left <= 0) return;
    }
  };
};

const skip: MakeStage = (value) => {
  let left = stageCount('$skip', value);
  return async function* (input) {
    for await (const docs of input) {
      if (docs.length > left) yield docs.slice(left);
      left = Math.max(0, left - docs.length);
    }
  };
};

/** Each document is as likely as any other to be among the `size` that are kept. */
const sample: MakeStage = (value, { pause }) => {
  const spec = stageDoc('$sample', value, 'Location28745');
  for (const key of Object.keys(spec))
    if (key !== 'size') throw new MongoError('Location28748', `unrecognized option to $sample: ${key}`);
  if (!('size' in spec)) throw new MongoError('Location28749', '$sample stage must specify a size');
  const size = toNumber(spec.size);
  if (size === undefined) throw new MongoError('Location28746', 'size argument to $sample must be a number');
  if (!(size > 0))
    throw new MongoError('Location28747', 'size argument to $sample must be a positive integer');
  return async function* (input) {
    const kept: Doc[] = [];
    let seen = 0;
    for await (const docs of input) {
      for (const doc of docs) {
        seen++;
        const at = kept.length < size ? kept.length : Math.floor(Math.random() * seen);
        if (at < size) kept[at] = doc;
      }
      await pause();
    }
    for (let i = kept.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [kept[i], kept[j]] = [kept[j]!, kept[i]!];
    }
    yield* chunked(kept, (doc) => doc);
  };
};

const REDACT = { KEEP: Symbol('keep'), PRUNE: Symbol('prune'), DESCEND: Symbol('descend') };

const redact: MakeStage = (value, { scope, pause }) => {
  const { inner, slots } = bind({ ...scope, values: { ...scope.values, ...REDACT } }, ['ROOT']);
  const run = compile(value, inner);
  const look = (doc: Doc, env: unknown[]): Doc | undefined => {
    const verdict = run(doc, env);
    if (verdict === REDACT.KEEP) return doc;
    if (verdict === REDACT.PRUNE) return undefined;
    if (verdict !== REDACT.DESCEND)
      throw new MongoError(
        'Location17053',
        "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
      );
    const out: Doc = {};
    for (const [name, field] of entriesOf(doc)) {
      const next = descend(field, env);
      if (next !== undefined) setField(out, name, next);
    }
    return out;
  };
  const descend = (field: unknown, env: unknown[]): unknown => {
    if (isPlain(field)) return look(field, env);
    if (Array.isArray(field))
      return field.map((item) => descend(item, env)).filter((item) => item !== undefined);
    return field;
  };
  return mapping((doc) => {
    const env: unknown[] = [];
    env[slots[0]!] = doc;
    return look(doc, env);
  }, pause);
};

/** The stages that work on documents from the one before. */
export const STAGES: Record<string, MakeStage> = {
  ...Object.fromEntries(
    Object.entries(DOCUMENT_STAGES).map(([name, make]): [string, MakeStage] => [
      name,
      (value, { scope, pause }) => {
        const reshape = make(value, scope);
        return mapping((doc) => reshape(doc, []), pause);
      },
    ]),
  ),
  $match(value, { scope, pause }) {
    const matches = compileFilter(matchFilter(value), scope.values);
    return mapping((doc) => (matches(doc) ? doc : undefined), pause);
  },
  $sort: (value, make) => sort(sortSpec(value), undefined, make),
  $limit: limit,
  $skip: skip,
  $unwind: unwind,
  $sample: sample,
  $redact: redact,
  $group: group,
  $lookup: lookup,
  $unionWith: unionWith,
  $facet: facet,
  ...WRITING,
};

/** The stages that need no stage before them. */
export const SOURCES: Record<string, (value: unknown, make: Make) => () => Docs> = {
  $documents(value, { scope }) {
    const docs = compile(value, scope)({}, []);
    if (!Array.isArray(docs) || !docs.every(isPlain))
      throw new MongoError('Location5858203', 'an array of documents is expected for $documents');
    return () => chunked(docs as Doc[], (doc) => doc);
  },
};

/** Stages that are other stages in short. */
const SHORT: Record<string, (value: unknown) => Doc[]> = {
  $sortByCount: sortByCount,
  $count: countStages,
  $bucket: bucket,
};

const REFUSED = new Set([
  '$bucketAuto',
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$collStats',
  '$currentOp',
  '$densify',
  '$fill',
  '$geoNear',
  '$graphLookup',
  '$indexStats',
  '$listLocalSessions',
  '$listSampledQueries',
  '$listSearchIndexes',
  '$listSessions',
  '$planCacheStats',
  '$search',
  '$searchMeta',
  '$setWindowFields',
  '$shardedDataDistribution',
  '$vectorSearch',
]);

/** The pipeline with every stage known and the short ones written out. */
export const expand = (stages: readonly unknown[]): Doc[] =>
  stages.flatMap((stage, i) => {
    const [name, value] = stageOf(stage);
    if (Object.hasOwn(WRITING, name) && i < stages.length - 1)
      throw new MongoError('Location40601', `${name} can only be the final stage in the pipeline`);
    if (Object.hasOwn(SHORT, name)) return SHORT[name]!(value);
    if (!Object.hasOwn(STAGES, name) && !Object.hasOwn(SOURCES, name))
      throw REFUSED.has(name)
        ? notSupported(`The aggregation stage ${name}`)
        : new MongoError('Location40324', `Unrecognized pipeline stage name: '${name}'`);
    return [stage as Doc];
  });

/** Compiles stages into one that goes through all of them; a `$sort` before a `$limit` keeps only what is shown. */
export function compileStages(stages: readonly Doc[], make: Make): Stage {
  const made = stages.map((stage, i) => {
    const [name, value] = stageOf(stage);
    if (name === '$sort') return sort(sortSpec(value), shown(stages.slice(i + 1)), make);
    return STAGES[name]!(value, make);
  });
  return (input) => made.reduce((docs, stage) => stage(docs), input);
}

/** How many documents the stages after a sort ask for; undefined for all. */
function shown(stages: readonly Doc[]): number | undefined {
  let skipped = 0;
  for (const stage of stages) {
    const [name, value] = stageOf(stage);
    if (name === '$limit') return skipped + stageCount(name, value);
    if (name !== '$skip') return undefined;
    skipped += stageCount(name, value);
  }
  return undefined;
}
