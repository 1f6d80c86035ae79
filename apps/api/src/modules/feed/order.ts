import type { QueryFilter } from 'mongoose';
import type { GigRecord } from '../gigs/model.ts';
import type { FeedCard } from './cards.ts';

type Field = 'publishedAt' | 'startsAt' | 'dayPayFen';
type Key = { field: Field; direction: 1 | -1 };

/** The sorts that an index gives, each ending with the id, so that no two gigs are in the same place. */
const SORT_KEYS = {
  newest: { field: 'publishedAt', direction: -1 },
  start: { field: 'startsAt', direction: 1 },
  pay: { field: 'dayPayFen', direction: -1 },
} as const satisfies Record<string, Key>;
export type IndexedSort = keyof typeof SORT_KEYS;

/** The place of a gig in an order: its value, times as milliseconds, null where it has none, and its id. */
export type Position = { value: number | null; id: string };

export function positionOf(sort: IndexedSort, gig: FeedCard): Position {
  const value = gig[SORT_KEYS[sort].field];
  return { value: value instanceof Date ? value.getTime() : value, id: gig._id.toHexString() };
}

/** One stretch of an order: gigs with a value, or, after all of them, those without. */
export type Stretch = { condition: QueryFilter<GigRecord>; sort: Record<string, 1 | -1> };

/**
 * What comes after a position (null: everything), as one or two queries to run one after the other. The range on the
 * sorted field alone bounds the scan of the index; the `$or` only drops what shares the last value and was seen.
 */
export function stretchesAfter(sort: IndexedSort, position: Position | null): Stretch[] {
  const { field, direction } = SORT_KEYS[sort];
  const further = direction === 1 ? '$gt' : '$lt';
  const order = { [field]: direction, _id: direction } as Record<string, 1 | -1>;
  const unknown = (after: string | null): Stretch => ({
    condition: { [field]: null, ...(after ? { _id: { [further]: after } } : {}) },
    sort: order,
  });
  if (position && position.value === null) return [unknown(position.id)];
  const known: Stretch = { condition: { [field]: { $ne: null } }, sort: order };
  if (position && position.value !== null) {
    const value = field === 'dayPayFen' ? position.value : new Date(position.value);
    known.condition = {
      [field]: { [`${further}e`]: value },
      $or: [{ [field]: { [further]: value } }, { [field]: value, _id: { [further]: position.id } }],
    };
  }
  return [known, unknown(null)];
}
