import { zId } from '@linggong/contracts/scalars.ts';
import { Types } from 'mongoose';
import * as z from 'zod';
import { problem } from './problem.ts';

/** A moment within a cursor, in milliseconds: what a date can hold. */
export const zMoment = z.int().min(-8.64e15).max(8.64e15);

/** An opaque cursor of some values. */
export const encodeCursor = (values: readonly unknown[]) =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of a cursor; throws `request.invalid` where it isn't one of this schema. */
export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    // Decoding passes over what doesn't belong there: a cursor is as we wrote it, or none.
    if (Buffer.from(text).toString('base64url') !== cursor) throw new Error('not as it was written');
    return schema.parse(JSON.parse(text));
  } catch {
    throw problem('request.invalid', {
      errors: [{ path: 'cursor', message: '翻页的位置不对，从第一页再看' }],
    });
  }
}

/** Where one is in a list that is sorted by a moment, then by the id, the latest first: after this row. */
export type Place = readonly [ms: number, id: string];
const zPlace = z.tuple([zMoment, zId]);

/** The place that a cursor names; null: the start. Throws `request.invalid`. */
export const placeOf = (cursor: string | undefined): Place | null =>
  cursor ? decodeCursor(cursor, zPlace) : null;

type Row<F extends string> = { _id: Types.ObjectId } & Record<F, Date>;

export const placeOfRow = <F extends string>(row: Row<F>, field: F): Place => [
  row[field].getTime(),
  row._id.toHexString(),
];

/** The filter of what comes after a place; it has an `$or` of its own. */
export function afterPlace(field: string, place: Place | null): object {
  if (!place) return {};
  const at = new Date(place[0]);
  const later = [{ [field]: { $lt: at } }, { [field]: at, _id: { $lt: new Types.ObjectId(place[1]) } }];
  return { [field]: { $lte: at }, $or: later };
}

/** The page of rows of which one more than `limit` was asked for, and the cursor of the next one. */
export function pageOf<F extends string, R extends Row<F>>(found: readonly R[], limit: number, field: F) {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { page, nextCursor: found.length > limit && last ? encodeCursor(placeOfRow(last, field)) : null };
}

/**
 * Up to `limit` rows that pass `keep`, and whether more come after them. `fetch` gives up to `count` rows in order
 * after a row (null: from the start) and fewer only at the end; it is asked again while too many were left out.
 */
export async function collect<T>(options: {
  limit: number;
  fetch: (after: T | null, count: number) => Promise<T[]>;
  keep: (row: T) => boolean;
}): Promise<{ rows: T[]; more: boolean }> {
  const { limit, fetch, keep } = options;
  const rows: T[] = [];
  let after: T | null = null;
  for (;;) {
    const count = limit + 1;
    const batch: T[] = await fetch(after, count);
    for (const row of batch) {
      if (!keep(row)) continue;
      if (rows.length === limit) return { rows, more: true };
      rows.push(row);
    }
    if (batch.length < count) return { rows, more: false };
    after = batch.at(-1)!;
  }
}
