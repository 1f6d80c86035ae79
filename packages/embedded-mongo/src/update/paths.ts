import { MongoError } from '../errors.ts';
import { compileFilter, compileValueTest } from '../query/matcher.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { setField } from '../values/order.ts';
import { isIndex, valuesAt } from '../values/path.ts';
import { isDynamic } from './steps.ts';

export interface Positions {
  /** Tests of `arrayFilters`, by identifier. */
  filters: Map<string, (item: unknown) => boolean>;
  /** The element of the array at `path` that the query matched, for `$`. */
  matched: (path: string[]) => number | undefined;
}

/** Compiles `arrayFilters`: one identifier each. */
export function compileArrayFilters(raw: readonly unknown[]): Positions['filters'] {
  const filters: Positions['filters'] = new Map();
  for (const filter of raw) {
    if (!isPlain(filter))
      throw new MongoError('TypeMismatch', "BSON field 'arrayFilters' must be a list of objects");
    const names = new Set(identifiers(filter));
    const [name] = names;
    if (names.size !== 1 || name === undefined)
      throw new MongoError('FailedToParse', 'Each array filter must use exactly one top-level field name');
    if (!/^[a-z][A-Za-z0-9]*$/.test(name))
      throw new MongoError(
        'BadValue',
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (filters.has(name))
      throw new MongoError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    const direct = Object.keys(filter).length === 1 ? filter[name] : undefined;
    const matches = direct !== undefined ? compileValueTest(direct) : undefined;
    const wrapped = compileFilter(filter);
    filters.set(name, matches ?? ((item) => wrapped({ [name]: item })));
  }
  return filters;
}

function identifiers(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith('$') && Array.isArray(value)
      ? value.flatMap((each) => identifiers(each as Doc))
      : [key.split('.')[0]!],
  );
}

/** The concrete paths that a path with `$`, `$[]` or `$[name]` stands for in this document. */
export function concretePaths(doc: Doc, path: readonly string[], positions: Positions): string[][] {
  let found: { parts: string[]; at: unknown }[] = [{ parts: [], at: doc }];
  for (const part of path) {
    found = found.flatMap(({ parts, at }) => {
      if (!isDynamic(part)) return [{ parts: [...parts, part], at: child(at, part) }];
      if (part === '$') {
        const i = positions.matched(parts);
        if (i === undefined)
          throw new MongoError(
            'BadValue',
            'The positional operator did not find the match needed from the query.',
          );
        return [{ parts: [...parts, String(i)], at: child(at, String(i)) }];
      }
      if (!Array.isArray(at))
        throw new MongoError(
          'BadValue',
          at === undefined
            ? `The path '${parts.join('.')}' must exist in the document in order to apply array updates.`
            : `Cannot apply array updates to non-array element at '${parts.join('.')}'`,
        );
      const test = part === '$[]' ? () => true : positions.filters.get(part.slice(2, -1))!;
      return at.flatMap((item, i) => (test(item) ? [{ parts: [...parts, String(i)], at: item }] : []));
    });
  }
  return found.map(({ parts }) => parts);
}

function child(at: unknown, part: string): unknown {
  if (Array.isArray(at)) return isIndex(part) ? at[Number(part)] : undefined;
  return isPlain(at) && Object.hasOwn(at, part) ? at[part] : undefined;
}

/** The value at a concrete path; undefined where there is none. */
export const getAt = (doc: Doc, parts: readonly string[]): unknown => parts.reduce<unknown>(child, doc);

/** Sets the value at a concrete path and makes the documents on the way. */
export function setAt(doc: Doc, parts: readonly string[], value: unknown): void {
  let at: unknown = doc;
  parts.forEach((part, i) => {
    const last = i === parts.length - 1;
    if (Array.isArray(at)) {
      if (!isIndex(part)) throw notViable(parts, i);
      const index = Number(part);
      if (index > at.length + 1_500_000)
        throw new MongoError('BadValue', 'Backfilling so many array elements is not allowed');
      while (at.length < index) at.push(null);
      if (last) at[index] = value;
      else if (index === at.length) at.push({});
      at = at[index];
      return;
    }
    if (!isPlain(at)) throw notViable(parts, i);
    if (last) setField(at, part, value);
    else if (!Object.hasOwn(at, part)) setField(at, part, {});
    at = at[part];
  });
}

/** Refuses a path that leads through a value which has no fields, or by a name into an array. */
export function checkViable(doc: Doc, parts: readonly string[]): void {
  let at: unknown = doc;
  parts.forEach((part, i) => {
    if (at === undefined) return;
    if (Array.isArray(at) ? !isIndex(part) : !isPlain(at)) throw notViable(parts, i);
    at = child(at, part);
  });
}

/** Whether an array lies on the way to the last part. */
export const meetsArray = (doc: Doc, parts: readonly string[]): boolean =>
  parts.some((_, i) => i > 0 && Array.isArray(getAt(doc, parts.slice(0, i))));

const notViable = (parts: readonly string[], i: number) =>
  new MongoError(
    'PathNotViable',
    `Cannot create field '${parts[i]}' in element {${parts.slice(0, i).join('.')}}`,
  );

/** Removes a field; an element of an array becomes null. */
export function unsetAt(doc: Doc, parts: readonly string[]): void {
  const parent = getAt(doc, parts.slice(0, -1));
  const last = parts.at(-1)!;
  if (Array.isArray(parent)) {
    if (isIndex(last) && Number(last) < parent.length) parent[Number(last)] = null;
  } else if (isPlain(parent)) delete parent[last];
}

/** The first element of the array at `path` that meets the query's conditions on it. */
export function matchedElement(doc: Doc, filter: Doc, path: readonly string[]): number | undefined {
  const array = getAt(doc, path);
  if (!Array.isArray(array)) return undefined;
  const name = path.join('.');
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition))
      for (const clause of condition) {
        const found = matchedElement(doc, clause as Doc, path);
        if (found !== undefined) return found;
      }
    if (key === '$or' && Array.isArray(condition))
      for (const clause of condition) {
        const found = compileFilter(clause as Doc)(doc)
          ? matchedElement(doc, clause as Doc, path)
          : undefined;
        if (found !== undefined) return found;
      }
    if (key !== name && !key.startsWith(`${name}.`)) continue;
    const rest = key.slice(name.length + 1);
    const test = elementTest(rest, condition);
    const found = array.findIndex(test);
    if (found >= 0) return found;
  }
  return undefined;
}

function elementTest(rest: string, condition: unknown): (item: unknown) => boolean {
  if (rest === '' && isPlain(condition) && '$elemMatch' in condition) {
    const matches = compileFilter({ list: condition });
    return (item) => matches({ list: [item] });
  }
  const test = compileFilter({ [rest === '' ? 'item' : `item.${rest}`]: condition });
  return (item) => (rest === '' || valuesAt(item, rest.split('.')).length > 0) && test({ item });
}
