import { compileUpdatePipeline } from '../aggregate/document-stages.ts';
import { MongoError } from '../errors.ts';
import { conjunction } from '../planner/bounds.ts';
import { clone, type Doc, isPlain, newId } from '../values/bson.ts';
import { equal } from '../values/compare.ts';
import { OPERATORS } from './operators.ts';
import {
  compileArrayFilters,
  concretePaths,
  getAt,
  matchedElement,
  type Positions,
  setAt,
  unsetAt,
} from './paths.ts';

/** A compiled update: the new version of a document (typed as `decodeExact` gives it), which is not changed itself. */
export type Update = (doc: Doc, filter: Doc, inserting: boolean) => Doc;

interface Step {
  path: string;
  name: string;
  operand: unknown;
}

/** Compiles the `u` of an update command: operators, a pipeline, or a whole new document. */
export function compileUpdate(raw: unknown, arrayFilters: readonly Doc[] = [], vars: Doc = {}): Update {
  if (Array.isArray(raw)) {
    const run = compileUpdatePipeline(raw, vars);
    return (doc) => keepId(doc, run(doc));
  }
  if (!isPlain(raw))
    throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
  if (!Object.keys(raw)[0]?.startsWith('$')) {
    const dollar = Object.keys(raw).find((key) => key.startsWith('$'));
    if (dollar)
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${dollar}' is not valid for storage.`,
      );
    return (doc) => keepId(doc, clone(raw));
  }
  const steps = parseSteps(raw);
  const filters = compileArrayFilters(arrayFilters);
  for (const name of filters.keys())
    if (!steps.some(({ path }) => path.split('.').includes(`$[${name}]`)))
      throw new MongoError(
        'FailedToParse',
        `The array filter for identifier '${name}' was not used in the update`,
      );
  return (doc, filter, inserting) => {
    const next = clone(doc);
    const positions: Positions = { filters, matched: (path) => matchedElement(doc, filter, path) };
    for (const step of steps) applyStep(next, step, positions, inserting);
    return keepId(doc, next);
  };
}

/** All operators' fields in the order in which MongoDB applies them, by path; two on one path conflict. */
function parseSteps(raw: Doc): Step[] {
  const steps: Step[] = [];
  for (const [name, fields] of Object.entries(raw)) {
    if (!OPERATORS[name] && name !== '$rename' && name !== '$setOnInsert')
      throw new MongoError(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isPlain(fields))
      throw new MongoError(
        'FailedToParse',
        `Modifiers operate on fields but we found another type for ${name}`,
      );
    for (const [path, operand] of Object.entries(fields)) steps.push({ path, name, operand });
  }
  const taken = steps.flatMap(({ path, name, operand }) =>
    name === '$rename' ? [path, String(operand)] : [path],
  );
  const sorted = [...taken].sort();
  sorted.forEach((path, i) => {
    const clash = sorted.slice(i + 1).find((other) => other === path || other.startsWith(`${path}.`));
    if (clash !== undefined)
      throw new MongoError(
        'ConflictingUpdateOperators',
        `Updating the path '${clash}' would create a conflict at '${path}'`,
      );
  });
  return steps.sort((a, b) => comparePaths(a.path, b.path));
}

function comparePaths(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

function applyStep(doc: Doc, { path, name, operand }: Step, positions: Positions, inserting: boolean): void {
  if (name === '$setOnInsert') {
    if (inserting) setAt(doc, path.split('.'), clone(operand));
    return;
  }
  if (name === '$rename') {
    rename(doc, path, operand);
    return;
  }
  for (const parts of concretePaths(doc, path, positions)) {
    const before = getAt(doc, parts);
    const after = OPERATORS[name]!(before, clone(operand), path);
    if (after === undefined) unsetAt(doc, parts);
    else if (after !== before) setAt(doc, parts, after);
  }
}

function rename(doc: Doc, from: string, to: unknown): void {
  if (typeof to !== 'string' || to === '' || to === from)
    throw new MongoError('BadValue', "The 'to' field for $rename must be another path");
  const value = getAt(doc, from.split('.'));
  if (value === undefined) return;
  unsetAt(doc, from.split('.'));
  setAt(doc, to.split('.'), value);
}

/** The `_id` stays and stands first. */
function keepId(before: Doc, after: Doc): Doc {
  if (!('_id' in before)) return after;
  if ('_id' in after && !equal(before._id, after._id))
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  const { _id, ...rest } = after;
  return { _id: before._id, ...rest };
}

/** The document that an upsert inserts: the equalities of the filter, then the update; gets an `_id` where it has none. */
export function upserted(filter: Doc, update: Update, replacing: boolean): Doc {
  const seed: Doc = {};
  const { terms } = conjunction(filter);
  for (const { path, operator, operand } of terms) {
    const value =
      operator === '$eq'
        ? operand
        : operator === '$in' && Array.isArray(operand) && operand.length === 1
          ? operand[0]
          : undefined;
    if (value === undefined || (operator === '$in' && path === '_id') || (replacing && path !== '_id'))
      continue;
    if (getAt(seed, path.split('.')) === undefined) setAt(seed, path.split('.'), clone(value));
  }
  const next = update(seed, filter, true);
  const { _id = newId(), ...rest } = next;
  return { _id, ...rest };
}

/** Whether two versions are the same, byte for byte. */
export const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && Buffer.compare(a, b) === 0;
