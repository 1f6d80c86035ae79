import { MongoError, notSupported } from '../errors.ts';
import { compileFilter, type Matcher } from '../query/matcher.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { equal } from '../values/compare.ts';

/** An index as the planner and the writer see it. */
export interface Index {
  id: number;
  name: string;
  spec: Doc;
  fields: { path: string; parts: string[]; direction: 1 | -1 }[];
  directions: number[];
  unique: boolean;
  sparse: boolean;
  partial: { filter: Doc; matches: Matcher } | undefined;
  ttlSeconds: number | undefined;
  /** Bit i is set once any document held an array on the path of field i. */
  multikey: number;
  /** Its entries are not complete yet: to be written, not to be read. */
  building: boolean;
  /** It is gone: who was reading it has to stop. */
  dropped: boolean;
}

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'partialFilterExpression',
  'expireAfterSeconds',
]);

/** Checks an index spec of `createIndexes` and brings it to the form in which it is stored and listed. */
export function normalizeSpec(raw: Doc): Doc {
  if (!isPlain(raw.key) || Object.keys(raw.key).length === 0)
    throw new MongoError('CannotCreateIndex', 'Index keys cannot be empty');
  for (const option of Object.keys(raw))
    if (!OPTIONS.has(option)) throw notSupported(`The index option '${option}'`);
  const key: Doc = {};
  for (const [path, kind] of Object.entries(raw.key)) {
    const direction = toNumber(kind);
    if (typeof kind === 'string') throw notSupported(`An index of kind '${kind}'`);
    else if (!direction)
      throw new MongoError('CannotCreateIndex', `Values in the index key pattern must be 1 or -1: ${path}`);
    else key[path] = direction > 0 ? 1 : -1;
    if (path === '' || path.startsWith('$') || path.split('.').includes(''))
      throw new MongoError('CannotCreateIndex', `Bad index path '${path}'`);
    if (path === '$**' || path.endsWith('.$**')) throw notSupported('A wildcard index');
  }
  const name =
    typeof raw.name === 'string' && raw.name !== '' ? raw.name : Object.entries(key).flat().join('_');
  const spec: Doc = { v: 2, key, name };
  if (raw.unique) spec.unique = true;
  if (raw.sparse) spec.sparse = true;
  if (raw.partialFilterExpression !== undefined) {
    if (!isPlain(raw.partialFilterExpression))
      throw new MongoError('BadValue', 'partialFilterExpression must be an object');
    if (raw.sparse)
      throw new MongoError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(raw.partialFilterExpression);
    checkPartial(raw.partialFilterExpression);
    spec.partialFilterExpression = raw.partialFilterExpression;
  }
  if (raw.expireAfterSeconds !== undefined) {
    const seconds = toNumber(raw.expireAfterSeconds);
    if (seconds === undefined || seconds < 0 || Object.keys(key).length > 1)
      throw new MongoError(
        'CannotCreateIndex',
        'TTL indexes are single-field indexes with a number of seconds that is not negative',
      );
    spec.expireAfterSeconds = seconds;
  }
  return spec;
}

const PARTIAL_OPERATORS = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in']);

/** Only conditions of which it can be told whether a query implies them. */
function checkPartial(filter: Doc): void {
  const refuse = (what: string) =>
    new MongoError('CannotCreateIndex', `Expression not supported in partial index: ${what}`);
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' || path === '$or') for (const part of condition as Doc[]) checkPartial(part);
    else if (path.startsWith('$')) throw refuse(path);
    else if (isPlain(condition))
      for (const [operator, operand] of Object.entries(condition))
        if (
          operator.startsWith('$') &&
          (!PARTIAL_OPERATORS.has(operator) || (operator === '$exists' && !operand))
        )
          throw refuse(operator);
  }
}

export function toIndex(id: number, spec: Doc, multikey: number): Index {
  const fields = Object.entries(spec.key as Doc).map(([path, kind]) => ({
    path,
    parts: path.split('.'),
    direction: (kind === -1 ? -1 : 1) as 1 | -1,
  }));
  const filter = spec.partialFilterExpression as Doc | undefined;
  return {
    id,
    name: spec.name as string,
    spec,
    fields,
    directions: fields.map((field) => field.direction),
    unique: spec.unique === true || spec.name === '_id_',
    sparse: spec.sparse === true,
    partial: filter && { filter, matches: compileFilter(filter) },
    ttlSeconds: toNumber(spec.expireAfterSeconds),
    multikey,
    building: false,
    dropped: false,
  };
}

/** The index that is the same as `spec`; throws MongoDB's error where one clashes in name or key. */
export function findSame(indexes: readonly Index[], spec: Doc): Index | undefined {
  const options = (one: Doc) => ({
    unique: one.unique === true,
    sparse: one.sparse === true,
    expireAfterSeconds: one.expireAfterSeconds ?? null,
    partialFilterExpression: one.partialFilterExpression ?? null,
  });
  /** What makes two indexes on one key different ones. */
  const signature = (one: Doc) => ({ ...options(one), expireAfterSeconds: null });
  for (const index of indexes) {
    const { spec: other } = index;
    const sameKey = equal(other.key, spec.key);
    const sameName = other.name === spec.name;
    if (sameKey && other.name === '_id_') return index;
    const sameOptions = equal(options(other), options(spec));
    if (sameKey && sameName && sameOptions) return index;
    if (sameName && !sameKey)
      throw new MongoError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index but another key: ${spec.name}`,
      );
    if (sameName)
      throw new MongoError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index but other options: ${spec.name}`,
      );
    if (sameKey && equal(signature(other), signature(spec)))
      throw new MongoError(
        'IndexOptionsConflict',
        `Index already exists with a different name: ${other.name}`,
      );
  }
  return undefined;
}
