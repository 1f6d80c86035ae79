import { Types } from 'mongoose';
import { expect, test } from 'vitest';
import { afterPlace, encodeCursor, pageOf, placeOf, placeOfRow } from './paging.ts';

const id = (n: number) => new Types.ObjectId(n.toString(16).padStart(24, '0'));
const row = (n: number, at: number) => ({ _id: id(n), at: new Date(at) });
const rows = [row(5, 2000), row(4, 1000), row(3, 1000), row(2, 1000)];

test('a page ends where it was asked to, and says where the next one begins if there is one', () => {
  const { page, nextCursor } = pageOf(rows, 3, 'at');
  expect(page).toEqual(rows.slice(0, 3));
  expect(placeOf(nextCursor!)).toEqual(placeOfRow(rows[2]!, 'at'));
  expect(pageOf(rows, 4, 'at')).toEqual({ page: rows, nextCursor: null });
  expect(pageOf([], 4, 'at')).toEqual({ page: [], nextCursor: null });
});

test('what comes after is earlier, or of the same moment with a smaller id', () => {
  const at = new Date(1000);
  expect(afterPlace('at', [1000, String(id(3))])).toEqual({
    at: { $lte: at },
    $or: [{ at: { $lt: at } }, { at, _id: { $lt: id(3) } }],
  });
  expect(afterPlace('at', placeOf(undefined))).toEqual({});
});

test.each([
  ['no cursor at all', 'x'],
  ['one of another list', encodeCursor([3])],
  ['an id that is none', encodeCursor([1000, 'abc'])],
  ['a moment that no date can hold', encodeCursor([9e15, '0'.repeat(24)])],
  ['one with more behind it', `${encodeCursor([1000, '0'.repeat(24)])}.`],
])('%s is refused', (_, cursor) => {
  expect(() => placeOf(cursor)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
});
