import { checkMemory, sizeOf } from '../engine/memory.ts';
import type { Result } from '../engine/result.ts';
import { MongoError } from '../errors.ts';
import { typeName } from '../query/types.ts';
import { type Doc, decodeExact, isPlain } from '../values/bson.ts';
import { each } from '../values/maybe.ts';
import { valuesAt } from '../values/path.ts';
import { stageDoc } from './document-stages.ts';
import { keyOf } from './equality.ts';
import { compile, fieldParts } from './expression.ts';
import { variableName } from './operators/logic.ts';
import { withPath } from './project.ts';
import type { Compiled } from './scope.ts';
import type { Docs, Make, Stage } from './stage.ts';

const failed = (message: string) => new MongoError('FailedToParse', message);

/** The stages of the pipeline within a `$lookup`. */
function innerStages(value: unknown): Doc[] {
  if (!Array.isArray(value) || !value.every(isPlain))
    throw new MongoError('TypeMismatch', 'A pipeline of $lookup must be an array of objects');
  return value as Doc[];
}

const text = (spec: Doc, key: string): string | undefined => {
  const value = spec[key];
  if (value !== undefined && typeof value !== 'string')
    throw failed(`$lookup argument '${key}: ${String(value)}' must be a string, is type ${typeName(value)}`);
  return value;
};

/** All documents of a pipeline; their sum is bounded. */
async function gather(docs: Docs): Promise<Doc[]> {
  const out: Doc[] = [];
  let bytes = 0;
  for await (const chunk of docs) {
    for (const doc of chunk) bytes += sizeOf(doc);
    out.push(...chunk);
    checkMemory('$lookup', bytes);
  }
  return out;
}

/** All documents of a query; their sum is bounded. */
async function gatherFound(result: Result | undefined): Promise<Doc[]> {
  const out: Doc[] = [];
  let bytes = 0;
  if (!result) return out;
  await each(result.next, (match) => {
    const doc = decodeExact(match.doc);
    bytes += sizeOf(doc);
    checkMemory('$lookup', bytes);
    out.push(doc);
  });
  return out;
}

const missingFrom = (): never => {
  throw failed("must specify 'from' field for a $lookup");
};

const MAX_KNOWN = 1000;
const MAX_KNOWN_BYTES = 16 * 1024;

const LOOKUP = ['from', 'localField', 'foreignField', 'as', 'pipeline', 'let'];

/** `$lookup`: one query on the other collection for each document. */
export function lookup(value: unknown, { scope, open, find, check, pause }: Make): Stage {
  const spec = stageDoc('$lookup', value, 'FailedToParse');
  for (const key of Object.keys(spec))
    if (!LOOKUP.includes(key)) throw failed(`unknown argument to $lookup: ${key}`);
  const [localField, foreignField, as] = ['localField', 'foreignField', 'as'].map((key) => text(spec, key));
  if (as === undefined) throw failed("must specify 'as' field for a $lookup");
  if ((localField === undefined) !== (foreignField === undefined))
    throw failed("$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  if (localField === undefined && spec.pipeline === undefined)
    throw failed(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  const stages = spec.pipeline === undefined ? [] : innerStages(spec.pipeline);
  const from = text(spec, 'from') ?? missingFrom();
  if (spec.let !== undefined && !isPlain(spec.let)) throw failed("$lookup argument 'let' must be an object");
  const names = Object.keys((spec.let as Doc | undefined) ?? {}).map(variableName);
  const values: Compiled[] = Object.values((spec.let as Doc | undefined) ?? {}).map((expr) =>
    compile(expr, scope),
  );
  const local = localField === undefined ? undefined : fieldParts(localField);
  const target = fieldParts(as);
  const unset = Object.fromEntries(names.map((name) => [name, null]));
  if (stages.length > 0) check({ collection: from, pipeline: stages, vars: { ...scope.values, ...unset } });

  const steady = names.length === 0;

  /** The most common one is a plain query, without what it costs to make a pipeline for each document. */
  function query(equal: Doc | undefined, vars: Doc): Promise<Doc[]> {
    const filter = equal ? { [foreignField!]: equal } : {};
    if (stages.length === 0) return gatherFound(find(from, filter));
    const join = equal ? [{ $match: filter }] : [];
    return gather(open({ collection: from, pipeline: [...join, ...stages], vars }));
  }

  async function joined(doc: Doc, known: Map<string, Doc[]>): Promise<Doc> {
    const vars = { ...scope.values };
    names.forEach((name, i) => {
      vars[name] = values[i]!(doc, []);
    });
    const equal = local && equalToAny(doc, local);
    const key = steady ? keyOf(equal) : undefined;
    let found = key === undefined ? undefined : known.get(key);
    if (!found) {
      found = await query(equal, vars);
      if (key !== undefined && known.size < MAX_KNOWN && sizeOf(found) < MAX_KNOWN_BYTES)
        known.set(key, found);
    }
    return withPath(doc, target, found);
  }
  return async function* (input) {
    // What was found for a value is kept for the documents that have the same one.
    const known = new Map<string, Doc[]>();
    for await (const docs of input) {
      for (const doc of docs) {
        yield [await joined(doc, known)];
        await pause();
      }
    }
  };
}

/** The condition that a foreign field equals the local one, or any of its elements; missing counts as null. */
function equalToAny(doc: Doc, parts: readonly string[]): Doc {
  const values = valuesAt(doc, parts).flatMap((value) =>
    value === undefined ? [] : Array.isArray(value) ? value : [value],
  );
  return values.length > 1 ? { $in: values } : { $eq: values[0] ?? null };
}
