import { MongoError } from '../errors.ts';
import { compileFilter } from '../query/matcher.ts';
import { refuse } from '../refused.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { DOCUMENT_STAGES, stageOf } from './document-stages.ts';
import { countStages, group } from './group.ts';
import { lookup } from './join.ts';
import { sort, sortSpec } from './sort.ts';
import { type Make, mapping, type Stage } from './stage.ts';
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

/** The stages that work on documents from the one before. */
const STAGES: Record<string, MakeStage> = {
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
  $group: group,
  $lookup: lookup,
};

/** The pipeline with every stage known, and `$count` written out. */
export const expand = (stages: readonly unknown[]): Doc[] =>
  stages.flatMap((stage) => {
    const [name, value] = stageOf(stage);
    if (name === '$count') return countStages(value);
    if (!Object.hasOwn(STAGES, name)) {
      refuse('The aggregation stage', name);
      throw new MongoError('Location40324', `Unrecognized pipeline stage name: '${name}'`);
    }
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
