import type { RowRead } from './aside/row-reader.ts';
import { areTwoWorks, type Compared, compareWithKnown, differing } from './compare.ts';
import { type Known, type KnownRows, waitsForCorrection } from './known.ts';
import type { ImportRowRecord } from './model.ts';
import { withExternalId } from './posting/of-row.ts';

/** What a row becomes; `row` under the id that it is stored by. */
export type Beside = Pick<ImportRowRecord, 'outcome' | 'notes' | 'gigId'> & { row: RowRead };

const called = ({ gig: { number } }: Known) => `岗位 ${number.slice(0, 3)}-${number.slice(3)}`;

/** What isn't known of a stored row is as in the one that is put beside it. */
const stored = (row: RowRead, { gig, row: before }: Known): Compared => ({
  posting: before.posting ?? gig.posting,
  employerName: before.employerName || row.employerName,
  contactPhone: before.contactPhone === undefined ? row.contactPhone : before.contactPhone,
  unread: before.unread || row.unread,
});

const under = (row: RowRead, externalId: string): RowRead =>
  row.externalId === externalId
    ? row
    : { ...row, externalId, posting: withExternalId(row.posting, externalId) };

const fresh = (row: RowRead, ...notes: string[]): Beside => ({
  row,
  outcome: 'new',
  notes: [...notes, ...row.notes],
  gigId: null,
});

function compared(row: RowRead, known: Known, by: string): Beside {
  const { outcome, note } = compareWithKnown(row, stored(row, known), called(known), by);
  // Sent back and corrected, it takes that one's place, and its id with it.
  if (outcome === 'changed' && waitsForCorrection(known.gig))
    return fresh(
      under(row, known.gig.source!.externalId),
      `${called(known)} 退回过，这一行改了，会代替它重新交审。`,
    );
  return { row, outcome, notes: [note, ...row.notes], gigId: known.gig._id };
}

const OPEN: ReadonlySet<string> = new Set(['draft', 'in_review', 'returned', 'published']);
const isOpen = ({ gig: { state, posting } }: Known, now: Date) =>
  OPEN.has(state) && !(posting.validUntil && new Date(posting.validUntil) < now);

/**
 * A row that no id tells from others, beside those of the same employer, work and place: the same where nothing else
 * differs but numbers of rows and dates of the list; changed where its number of a row is that of one that is still open.
 */
function besideLike(row: RowRead, like: readonly Known[], now: Date): Beside {
  const same = like.find((known) => differing(row, stored(row, known)).length === 0);
  if (same) return compared(row, same, '');
  const open = like.filter((known) => isOpen(known, now));
  const numbered = row.rowNumber && open.find(({ rowNumber }) => rowNumber === row.rowNumber);
  if (numbered) return compared(row, numbered, '行号、单位、岗位和地点');
  const [first] = open;
  if (!first) return fresh(row);
  const what = differing(row, stored(row, first)).join('、');
  return fresh(
    row,
    `和${called(first)}的单位、岗位、地点一样，${what}不一样。没有编号，看不出是不是改过的同一条，当作新的。`,
  );
}

/** What a row is beside what its source sent before: what is there already is told by contents, by id, by likeness. */
export function besideKnown(row: RowRead, known: KnownRows, now: Date): Beside {
  const { errors, notes, above, contentId, externalId, likeKey, leftOut } = row;
  if (leftOut) return { row, outcome: 'hidden', notes, gigId: null };
  if (errors.length > 0) return { row, outcome: 'error', notes, gigId: null };
  if (above) return { row, outcome: above.outcome, notes: [above.note, ...notes], gigId: null };
  const same = known.byId.get(contentId);
  if (same)
    return {
      row: under(row, contentId),
      outcome: 'duplicate',
      notes: [`和${called(same)}是同一条，没有再导入。`, ...notes],
      gigId: same.gig._id,
    };
  const byId = known.byId.get(externalId);
  if (byId && !areTwoWorks(row, stored(row, byId), false)) return compared(row, byId, '编号');
  if (byId)
    return fresh(
      under(row, contentId),
      `编号“${externalId}”在${called(byId)}用过，单位和写的活都不一样：没当成同一条。`,
    );
  return externalId === contentId ? besideLike(row, known.byLike.get(likeKey) ?? [], now) : fresh(row);
}
