import { compileUpdatePipeline } from '../aggregate/document-stages.ts';
import { MongoError } from '../errors.ts';
import {
  clone,
  type Doc,
  decodeExact,
  encode,
  isPlain,
  MAX_DOCUMENT_BYTES,
  tooLarge,
} from '../values/bson.ts';
import { equal } from '../values/compare.ts';
import { readFields, wanted } from '../values/decode.ts';
import { withIdFirst } from '../values/order.ts';
import { spliced } from '../values/splice.ts';
import {
  checkViable,
  compileArrayFilters,
  concretePaths,
  getAt,
  matchedElement,
  meetsArray,
  type Positions,
  setAt,
  unsetAt,
} from './paths.ts';
import { isDynamic, isIdentifier, parseSteps, refuseConflicts, type Step } from './steps.ts';

/** A compiled update. */
export interface Update {
  /** The new version of a document (typed as `decodeExact` gives it), which is not changed itself. */
  apply: (doc: Doc, filter: Doc, inserting: boolean) => Doc;
  /** The top-level fields that are all it looks at and changes; undefined where it may be any. */
  fields: readonly string[] | undefined;
  /** The whole new document as it was sent: what has other bytes counts as modified, if only since it lacks the `_id`. */
  replacement?: Doc;
}

/** Whether the `u` of an update command is a whole new document. */
export const isReplacement = (raw: unknown): boolean => isPlain(raw) && !Object.keys(raw)[0]?.startsWith('$');

/** Compiles the `u` of an update command: operators, a pipeline, or a whole new document. All its faults show here. */
export function compileUpdate(raw: unknown, arrayFilters: readonly unknown[] = [], vars: Doc = {}): Update {
  if (!Array.isArray(raw) && !isPlain(raw))
    throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
  const filters = compileArrayFilters(arrayFilters);
  if (filters.size > 0 && (Array.isArray(raw) || isReplacement(raw)))
    throw new MongoError('FailedToParse', 'Cannot specify arrayFilters and a pipeline or a replacement');
  if (Array.isArray(raw)) {
    const run = compileUpdatePipeline(raw, vars);
    return { apply: (doc) => keepId(doc, run(doc)), fields: undefined };
  }
  if (isReplacement(raw)) {
    const dollar = Object.keys(raw).find((key) => key.startsWith('$'));
    if (dollar) throw dollarPrefixed(dollar);
    return { apply: (doc) => keepId(doc, clone(raw)), fields: undefined, replacement: raw };
  }
  const steps = parseSteps(raw);
  checkIdentifiers(steps, filters);
  const aboutId = steps.some(({ parts, from }) => parts[0] === '_id' || from?.[0] === '_id');
  const dynamic = steps.some(({ parts }) => parts.some(isDynamic));
  const apply: Update['apply'] = (doc, filter, inserting) => {
    const next = clone(doc);
    const positions: Positions = { filters, matched: (path) => matchedElement(doc, filter, path) };
    const due = steps
      .filter((step) => inserting || !step.onInsert)
      .map((step) => ({ step, targets: concretePaths(next, step.parts, positions) }));
    if (dynamic) refuseConflicts(due.flatMap(({ targets }) => targets));
    for (const { step, targets } of due)
      for (const target of targets) applyStep(next, step, target, inserting);
    if (aboutId && '_id' in doc && !sameId(doc, next)) throw immutableId();
    return next;
  };
  return { apply, fields: fieldsOf(steps) };
}

/** The fields of steps; `$` also looks at what the query was about, and a name that is no text is not found again. */
function fieldsOf(steps: readonly Step[]): string[] | undefined {
  const names = steps.flatMap(({ parts, from }) => (from ? [from[0]!, parts[0]!] : [parts[0]!]));
  const whole =
    steps.some(({ parts }) => parts.includes('$')) || names.some((name) => name.includes('\ufffd'));
  return whole ? undefined : [...new Set(names)];
}

/** The new version of a document, from bytes to bytes: what the update is not about is copied as it is. */
export function updated(bytes: Uint8Array, { apply, fields }: Update, filter: Doc): Uint8Array {
  const part = fields && readFields(bytes, wanted(fields), 'exact');
  const next =
    part &&
    spliced(
      bytes,
      fields.map((name) => Buffer.from(name)),
      encode(apply(part, filter, false)),
    );
  if (!next) return encode(apply(decodeExact(bytes), filter, false));
  if (next.length > MAX_DOCUMENT_BYTES) throw tooLarge(next.length);
  return next;
}

/** Every identifier has its filter, and every filter is used. */
function checkIdentifiers(steps: readonly Step[], filters: Positions['filters']): void {
  const used = new Map(
    steps.flatMap(({ path, parts }) =>
      parts.filter(isIdentifier).map((part): [string, string] => [part.slice(2, -1), path]),
    ),
  );
  for (const [name, path] of used)
    if (name !== '' && !filters.has(name))
      throw new MongoError('BadValue', `No array filter found for identifier '${name}' in path '${path}'`);
  for (const name of filters.keys())
    if (!used.has(name))
      throw new MongoError(
        'FailedToParse',
        `The array filter for identifier '${name}' was not used in the update`,
      );
}

function applyStep(doc: Doc, { from, change }: Step, parts: string[], inserting: boolean): void {
  if (from) {
    rename(doc, from, parts, inserting);
    return;
  }
  const before = getAt(doc, parts);
  if (before === undefined && !change.creates) {
    if (!change.lenient) checkViable(doc, parts);
    return;
  }
  const after = change.apply(before);
  if (after === undefined) unsetAt(doc, parts);
  else if (!Object.is(after, before)) put(doc, parts, after, inserting);
}

/** Only an insert may give a document itself a field whose name begins with `$`; below that any name is one like others. */
function put(doc: Doc, parts: readonly string[], value: unknown, inserting: boolean): void {
  const top = parts[0]!;
  if (!inserting && top.startsWith('$') && (parts.length === 1 || !Object.hasOwn(doc, top)))
    throw dollarPrefixed(top);
  setAt(doc, parts, value);
}

const dollarPrefixed = (name: string) =>
  new MongoError(
    'DollarPrefixedFieldName',
    `The dollar ($) prefixed field '${name}' is not valid for storage.`,
  );

function rename(doc: Doc, from: readonly string[], to: readonly string[], inserting: boolean): void {
  const value = getAt(doc, from);
  if (value === undefined) {
    checkViable(doc, from);
    return;
  }
  if (meetsArray(doc, from))
    throw new MongoError('BadValue', `The source field cannot be an array element, '${from.join('.')}'`);
  if (meetsArray(doc, to))
    throw new MongoError('BadValue', `The destination field cannot be an array element, '${to.join('.')}'`);
  put(doc, to, value, inserting);
  unsetAt(doc, from);
}

/** The `_id` stays and stands first. */
function keepId(before: Doc, after: Doc): Doc {
  if (!('_id' in before)) return after;
  if ('_id' in after && !equal(before._id, after._id)) throw immutableId();
  return withIdFirst(before._id, after);
}

/** To operators the same number of another type is another `_id`. */
const sameId = (before: Doc, after: Doc): boolean =>
  '_id' in after && sameBytes(encode({ _id: before._id }), encode({ _id: after._id }));

const immutableId = () =>
  new MongoError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );

/** Whether two versions are the same, byte for byte. */
export const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && Buffer.compare(a, b) === 0;
