import { checkMemory, sizeOf } from '../engine/memory.ts';
import { MongoError } from '../errors.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { valuesAt } from '../values/path.ts';
import { stageDoc } from './document-stages.ts';
import { keyOf } from './equality.ts';
import { compile, fieldParts } from './expression.ts';
import { long } from './numbers.ts';
import { withPath } from './project.ts';
import type { Make, Stage } from './stage.ts';

const REQUIRED = ['from', 'startWith', 'connectFromField', 'connectToField', 'as'] as const;
const OPTIONAL = ['maxDepth', 'depthField', 'restrictSearchWithMatch'];

/** `$graphLookup`: follows a reference from document to document; one query for each step away from the start. */
export function graphLookup(value: unknown, { scope, open, pause }: Make): Stage {
  const spec = stageDoc('$graphLookup', value, 'FailedToParse');
  for (const key of Object.keys(spec))
    if (!([...REQUIRED, ...OPTIONAL] as string[]).includes(key))
      throw new MongoError('Location40104', `Unknown argument to $graphLookup: ${key}`);
  for (const key of REQUIRED)
    if (spec[key] === undefined)
      throw new MongoError('Location40105', `$graphLookup requires '${key}' to be specified`);
  for (const key of ['from', 'connectFromField', 'connectToField', 'as', 'depthField'])
    if (spec[key] !== undefined && typeof spec[key] !== 'string')
      throw new MongoError('Location40103', `expected string as argument for $graphLookup '${key}'`);
  const { from, connectFromField, connectToField, as, depthField } = spec as Record<string, string>;
  const { restrictSearchWithMatch: restrict = {}, maxDepth } = spec;
  const deepest = maxDepth === undefined ? Number.POSITIVE_INFINITY : (toNumber(maxDepth) ?? Number.NaN);
  if (maxDepth !== undefined && !Number.isInteger(deepest))
    throw new MongoError('Location40100', '$graphLookup requires a numeric maxDepth that is a whole number');
  if (deepest < 0)
    throw new MongoError('Location40101', '$graphLookup requires a nonnegative argument for maxDepth');
  if (!isPlain(restrict))
    throw new MongoError('Location40185', '$graphLookup requires an object as restrictSearchWithMatch');
  const start = compile(spec.startWith, scope);
  const next = fieldParts(connectFromField!);
  const target = fieldParts(as!);
  const depthParts = depthField === undefined ? undefined : fieldParts(depthField);

  async function connected(doc: Doc): Promise<Doc[]> {
    const found = new Map<string, Doc>();
    const asked = new Set<string>();
    const fresh = (values: unknown[]) =>
      values
        .flatMap((one) => (Array.isArray(one) ? one : [one]))
        .filter((one) => one !== undefined && !asked.has(keyOf(one)) && asked.add(keyOf(one)));
    let bytes = 0;
    let frontier = fresh([start(doc, []) ?? null]);
    for (let depth = 0; frontier.length > 0 && depth <= deepest; depth++) {
      const step = { $match: { $and: [{ [connectToField!]: { $in: frontier } }, restrict] } };
      const reached: unknown[] = [];
      for await (const docs of open({ collection: from, pipeline: [step], vars: scope.values })) {
        for (const one of docs) {
          const id = keyOf(one._id);
          if (found.has(id)) continue;
          const shown = depthParts ? withPath(one, depthParts, long(BigInt(depth))) : one;
          found.set(id, shown);
          bytes += sizeOf(shown);
          reached.push(...valuesAt(one, next));
        }
        checkMemory('$graphLookup', bytes);
        await pause();
      }
      frontier = fresh(reached);
    }
    return [...found.values()];
  }
  return async function* (input) {
    for await (const docs of input)
      for (const doc of docs) yield [withPath(doc, target, await connected(doc))];
  };
}
