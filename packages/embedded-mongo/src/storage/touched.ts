import { filterFields } from '../aggregate/optimize.ts';
import { changedFields } from '../values/element.ts';
import type { Index } from './index-spec.ts';

/** The top-level fields that decide a document's keys in an index; null where it may be any. */
const roots = new WeakMap<Index, Set<string> | null>();

function rootsOf(index: Index): Set<string> | null {
  let found = roots.get(index);
  if (found === undefined) {
    const filtered = index.partial ? filterFields(index.partial.filter) : new Set<string>();
    found = filtered ? new Set([...filtered, ...index.fields.map((field) => field.parts[0]!)]) : null;
    roots.set(index, found);
  }
  return found;
}

/**
 * The indexes whose keys a new version of a document may change: most updates are about fields that none has. `fields`
 * are the only top-level ones that may differ, where that is known.
 */
export function touchedBy(
  indexes: readonly Index[],
  before: Uint8Array,
  after: Uint8Array,
  fields: readonly string[] | undefined,
): readonly Index[] {
  const some = fields ? indexes.filter((index) => fields.some((name) => isAbout(index, name))) : indexes;
  if (some.length === 0) return some;
  const changed = changedFields(before, after);
  return changed ? some.filter((index) => [...changed].some((name) => isAbout(index, name))) : some;
}

const isAbout = (index: Index, name: string) => rootsOf(index)?.has(name) ?? true;
