import type { Source } from '../engine/cursors.ts';
import type { Engine } from '../engine/engine.ts';
import { openQuery, type Query } from '../engine/read.ts';
import type { Match, Result } from '../engine/result.ts';
import { openSlice } from '../engine/slice.ts';
import { compileFilter } from '../query/matcher.ts';
import { type Doc, decodeExact, encode, isPlain, toNumber } from '../values/bson.ts';
import type { Maybe } from '../values/maybe.ts';
import { stageOf } from './document-stages.ts';
import { indexable, neededFields, reorder } from './optimize.ts';
import { scopeOf } from './scope.ts';
import { sortSpec } from './sort.ts';
import { CHUNK, type Docs, type Make, type Pipeline } from './stage.ts';
import { compileStages, expand, matchFilter, stageCount } from './stages.ts';
import { resetSteps } from './steps.ts';

/** A pipeline that is ready to run: `front` is its first part where that is a query on the store. */
export interface Opened {
  source: Source;
  front: Result | undefined;
  /** The stages after the front part. */
  rest: readonly Doc[];
  /** The front part is all, and its documents come out as they are stored. */
  bytes: boolean;
  /** How many documents the front part has given. */
  progress: { returned: number };
}

/** Opens an aggregation: its front part is a query on the store, and documents stream through the stages after it. */
export function openPipeline(engine: Engine, run: Pipeline): Opened {
  const { docs, ...opened } = prepare(engine, run);
  const { front, bytes } = opened;
  if (bytes) return { ...opened, source: async () => (await front?.next())?.doc };
  let chunk: Doc[] = [];
  let at = 0;
  const stream = docs();
  return {
    ...opened,
    async source() {
      while (at === chunk.length) {
        resetSteps();
        const next = await stream.next();
        if (next.done) return undefined;
        chunk = next.value;
        at = 0;
      }
      return encode(chunk[at++]!);
    },
  };
}

type Prepared = Omit<Opened, 'source'> & { docs: () => Docs };

/** Compiles a pipeline; nothing is read before `docs` is asked. */
function prepare(engine: Engine, given: Pipeline): Prepared {
  const run = { ...given, vars: { NOW: new Date(), ...given.vars } };
  const make = maker(engine, run);
  resetSteps();
  const stages = reorder(expand(run.pipeline));
  const progress = { returned: 0 };
  const collection = engine.find(run.db, run.collection, run.context.txn);
  const { query, rest } = split(stages, run);
  const stage = compileStages(rest, make);
  compileFilter(query.filter, run.vars);
  const numberOnly = countOnly(rest[0]);
  if (collection && numberOnly && isEverything(query, run)) {
    const count = () => engine.store.count(collection);
    return { front: undefined, rest, bytes: false, progress, docs: () => stage(counted(count)) };
  }
  const needed = numberOnly ? undefined : neededFields(rest);
  // What the filter looks at and what the stages need is read in one go.
  if (needed) Object.assign(query, { needs: needed, exact: true });
  const front = collection && openQuery(engine.records, collection, query, run.context);
  if (front && numberOnly)
    return { front, rest, bytes: false, progress, docs: () => stage(counted(front.count)) };
  const reader = needed ? ({ parsed }: Match) => parsed : ({ doc }: Match) => decodeExact(doc);
  const bytes = rest.length === 0;
  return { front, rest, bytes, progress, docs: () => stage(read(front, reader, progress)) };
}

function maker(engine: Engine, run: Pipeline): Make {
  const slice = openSlice(run.context);
  const inner = (part: Pick<Pipeline, 'collection' | 'pipeline' | 'vars'>) =>
    prepare(engine, { db: run.db, context: run.context, ...part });
  const make: Make = {
    engine,
    run,
    scope: scopeOf(run.vars),
    open: (part) => inner(part).docs(),
    find(name, filter) {
      const collection = engine.find(run.db, name, run.context.txn);
      return collection && openQuery(engine.records, collection, { filter, vars: run.vars }, run.context);
    },
    check: (part) => void inner(part),
    async pause() {
      resetSteps();
      if (slice.overdue()) await slice.pause();
    },
  };
  return make;
}

/** Takes `$match` and `$sort`, `$skip`, `$limit` from the front, as far as one query can do them in that order. */
function split(stages: readonly Doc[], { vars, hint }: Pipeline): { query: Query; rest: readonly Doc[] } {
  const filters: Doc[] = [];
  const query: Query = { filter: {}, vars, hint };
  let i = 0;
  for (; i < stages.length; i++) {
    const [name, value] = stageOf(stages[i]);
    const started = query.skip !== undefined || query.limit !== undefined;
    if (name === '$match' && !started) filters.push(matchFilter(value));
    else if (name === '$sort' && !started && !query.sort) query.sort = sortSpec(value);
    else if (name === '$skip' && !started) query.skip = stageCount(name, value);
    else if (name === '$limit' && query.limit === undefined) query.limit = stageCount(name, value);
    else break;
  }
  const filter = filters.length === 1 ? filters[0]! : filters.length > 1 ? { $and: filters } : {};
  query.filter = indexable(filter, vars);
  return { query, rest: stages.slice(i) };
}

const isEverything = (query: Query, { context }: Pipeline) =>
  Object.keys(query.filter).length === 0 && !query.limit && !query.skip && !context.txn;

/** Whether only the number of documents is asked for. */
function countOnly(first: Doc | undefined): boolean {
  const spec = first?.$group;
  if (!isPlain(spec)) return false;
  const { _id, ...fields } = spec;
  return (
    (_id === null || typeof _id === 'number') &&
    Object.values(fields).every(
      (field) =>
        isPlain(field) &&
        Object.keys(field).length === 1 &&
        ('$count' in field || toNumber(field.$sum) === 1),
    )
  );
}

async function* counted(count: () => Maybe<number>): Docs {
  for (let left = await count(); left > 0; left -= CHUNK)
    yield new Array<Doc>(Math.min(left, CHUNK)).fill({});
}

/** The documents of the front part, in lists that start small. */
async function* read(
  front: Result | undefined,
  reader: (match: Match) => Doc,
  progress: Opened['progress'],
): Docs {
  if (!front) return;
  for (let size = 16; ; size = Math.min(CHUNK, size * 2)) {
    const chunk: Doc[] = [];
    for (let bytes = 0; chunk.length < size && bytes < MAX_CHUNK_BYTES; ) {
      const next = front.next();
      const match = next instanceof Promise ? await next : next;
      if (!match) {
        if (chunk.length > 0) yield chunk;
        return;
      }
      bytes += match.doc.length;
      progress.returned++;
      chunk.push(reader(match));
    }
    yield chunk;
  }
}

const MAX_CHUNK_BYTES = 1024 * 1024;
