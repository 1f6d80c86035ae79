import { checkMemory, sizeOf } from '../engine/memory.ts';
import type { Result } from '../engine/read.ts';
import { MongoError } from '../errors.ts';
import { typeName } from '../query/types.ts';
import { type Doc, decodeExact, isPlain } from '../values/bson.ts';
import { each } from '../values/maybe.ts';
import { valuesAt } from '../values/path.ts';
import { stageDoc, stageOf } from './document-stages.ts';
import { keyOf } from './equality.ts';
import { type Compiled, compile, fieldParts } from './expression.ts';
import { variableName } from './operators/logic.ts';
import { withPath } from './project.ts';
import { chunked, type Docs, type Make, type Stage } from './stage.ts';

const failed = (message: string) => new MongoError('FailedToParse', message);

/** The stages of a pipeline within a stage. */
function innerStages(
  name: string,
  value: unknown,
  forbidden: readonly string[],
  code: 'Location51047' | 'Location40600',
): Doc[] {
  if (!Array.isArray(value) || !value.every(isPlain))
    throw new MongoError('TypeMismatch', `A pipeline of ${name} must be an array of objects`);
  for (const stage of value as Doc[]) {
    const [inner] = stageOf(stage);
    if (forbidden.includes(inner))
      throw new MongoError(code, `${inner} is not allowed to be used within a ${name} stage`);
  }
  return value as Doc[];
}

const text = (name: string, spec: Doc, key: string): string | undefined => {
  const value = spec[key];
  if (value !== undefined && typeof value !== 'string')
    throw failed(`${name} argument '${key}: ${String(value)}' must be a string, is type ${typeName(value)}`);
  return value;
};

/** All documents of a pipeline; their sum is bounded. */
export async function gather(name: string, docs: Docs): Promise<Doc[]> {
  const out: Doc[] = [];
  let bytes = 0;
  for await (const chunk of docs) {
    for (const doc of chunk) bytes += sizeOf(doc);
    out.push(...chunk);
    checkMemory(name, bytes);
  }
  return out;
}

/** All documents of a query; their sum is bounded. */
async function gatherFound(name: string, result: Result | undefined): Promise<Doc[]> {
  const out: Doc[] = [];
  let bytes = 0;
  if (!result) return out;
  await each(result.next, (match) => {
    const doc = decodeExact(match.doc);
    bytes += sizeOf(doc);
    checkMemory(name, bytes);
    out.push(doc);
  });
  return out;
}

const MAX_KNOWN = 1000;
const MAX_KNOWN_BYTES = 16 * 1024;

const LOOKUP = ['from', 'localField', 'foreignField', 'as', 'pipeline', 'let'];

/** `$lookup`: one query on the other collection for each document. */
export function lookup(value: unknown, { scope, open, find, check, pause }: Make): Stage {
  const spec = stageDoc('$lookup', value, 'FailedToParse');
  for (const key of Object.keys(spec))
    if (!LOOKUP.includes(key)) throw failed(`unknown argument to $lookup: ${key}`);
  const [from, localField, foreignField, as] = ['from', 'localField', 'foreignField', 'as'].map((key) =>
    text('$lookup', spec, key),
  );
  if (as === undefined) throw failed("must specify 'as' field for a $lookup");
  if ((localField === undefined) !== (foreignField === undefined))
    throw failed("$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  if (localField === undefined && spec.pipeline === undefined)
    throw failed(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  const stages =
    spec.pipeline === undefined
      ? []
      : innerStages('$lookup', spec.pipeline, ['$out', '$merge'], 'Location51047');
  if (from === undefined && !(stages[0] && '$documents' in stages[0]))
    throw failed("must specify 'from' field for a $lookup");
  if (spec.let !== undefined && !isPlain(spec.let)) throw failed("$lookup argument 'let' must be an object");
  const names = Object.keys((spec.let as Doc | undefined) ?? {}).map(variableName);
  const values: Compiled[] = Object.values((spec.let as Doc | undefined) ?? {}).map((expr) =>
    compile(expr, scope),
  );
  const local = localField === undefined ? undefined : fieldParts(localField);
  const target = fieldParts(as);
  const unset = Object.fromEntries(names.map((name) => [name, null]));
  if (stages.length > 0) check({ collection: from, pipeline: stages, vars: { ...scope.values, ...unset } });

  const steady = names.length === 0 && !isRandom(stages);

  /** The most common one is a plain query, without what it costs to make a pipeline for each document. */
  function query(equal: Doc | undefined, vars: Doc): Promise<Doc[]> {
    const filter = equal ? { [foreignField!]: equal } : {};
    if (stages.length === 0) return gatherFound('$lookup', find(from!, filter));
    const join = equal ? [{ $match: filter }] : [];
    return gather('$lookup', open({ collection: from, pipeline: [...join, ...stages], vars }));
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

/** Whether stages may give something else each time. */
const isRandom = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(isRandom)
    : isPlain(value) &&
      Object.entries(value).some(([key, inner]) => key === '$sample' || key === '$rand' || isRandom(inner));

/** The condition that a foreign field equals the local one, or any of its elements; missing counts as null. */
function equalToAny(doc: Doc, parts: readonly string[]): Doc {
  const values = valuesAt(doc, parts).flatMap((value) =>
    value === undefined ? [] : Array.isArray(value) ? value : [value],
  );
  return values.length > 1 ? { $in: values } : { $eq: values[0] ?? null };
}

/** `$unionWith`: the documents of another pipeline after those of this one. */
export function unionWith(value: unknown, { scope, open, check }: Make): Stage {
  const spec = typeof value === 'string' ? { coll: value } : stageDoc('$unionWith', value, 'FailedToParse');
  for (const key of Object.keys(spec))
    if (key !== 'coll' && key !== 'pipeline')
      throw new MongoError('UnknownField', `BSON field '$unionWith.${key}' is an unknown field.`);
  const collection = text('$unionWith', spec, 'coll');
  const { pipeline = [] } = spec as Doc;
  const stages = innerStages('$unionWith', pipeline, ['$out', '$merge'], 'Location51047');
  if (collection === undefined && !(stages[0] && '$documents' in stages[0]))
    throw failed(
      '$unionWith stage without explicit collection must have a pipeline with $documents as first stage',
    );
  const inner = { collection, pipeline: stages, vars: scope.values };
  check(inner);
  return async function* (input) {
    yield* input;
    yield* open(inner);
  };
}

const NOT_IN_FACET = [
  '$facet',
  '$out',
  '$merge',
  '$documents',
  '$collStats',
  '$indexStats',
  '$planCacheStats',
  '$changeStream',
  '$search',
];

/** `$facet`: several pipelines over the same documents, their results in one. */
export function facet(value: unknown, { compile: compileInner }: Make): Stage {
  if (!isPlain(value) || Object.keys(value).length === 0)
    throw new MongoError('Location40169', 'the $facet specification must be a non-empty object');
  const facets = Object.entries(value).map(([name, stages]) => {
    if (name.startsWith('$') || name.includes('.')) throw failed(`Invalid name of a facet: ${name}`);
    if (!Array.isArray(stages))
      throw new MongoError(
        'Location40170',
        `arguments to $facet must be arrays, ${name} is type ${typeName(stages)}`,
      );
    return [name, compileInner(innerStages('$facet', stages, NOT_IN_FACET, 'Location40600'))] as const;
  });
  return async function* (input) {
    const docs = await gather('$facet', input);
    const out: Doc = {};
    let bytes = 0;
    for (const [name, stage] of facets) {
      const found = await gather('$facet', stage(chunked(docs, (doc) => doc)));
      out[name] = found;
      bytes += sizeOf(found);
      checkMemory('$facet', bytes);
    }
    yield [out];
  };
}
