import { Aggregator } from 'mingo/aggregator';
import { MongoError, notSupported } from '../errors.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { equal } from '../values/compare.ts';
import { asMongo, mingoOptions, plain } from './expression.ts';

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** Runs stages of the library on documents that are already plain. */
export function runStages(stages: readonly Doc[], docs: Doc[], vars: Doc): Doc[] {
  return asMongo(() => new Aggregator(stages as Doc[], mingoOptions(vars)).run(docs));
}

/** An update pipeline on one document. Fields that come out equal keep their stored types. */
export function runLocal(stages: readonly Doc[], doc: Doc, vars: Doc): Doc {
  for (const stage of stages) {
    const [name] = isPlain(stage) ? Object.keys(stage) : [];
    if (!name || !UPDATE_STAGES.has(name)) throw notSupported(`The stage ${name} in an update`);
  }
  const [after] = runStages(stages, [plain(doc)], vars);
  if (!after) throw new MongoError('BadValue', 'The update pipeline gave no document');
  for (const key of Object.keys(after)) if (key in doc && equal(after[key], doc[key])) after[key] = doc[key];
  return after;
}
