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

/** The indexes whose keys a new version of a document may change: most updates are about fields that none has. */
export function touchedBy(
  indexes: readonly Index[],
  before: Uint8Array,
  after: Uint8Array,
): readonly Index[] {
  const changed = changedFields(before, after);
  if (!changed) return indexes;
  return indexes.filter((index) => {
    const names = rootsOf(index);
    return names === null || [...names].some((name) => changed.has(name));
  });
}
