import { gigNumber } from '@linggong/rules/gig-number.ts';
import type { RowRead } from './aside/row-reader.ts';
import { areTwoWorks, type Compared, compareWithKnown, differing, TIME } from './compare.ts';
import { type End, endOf, isTakenDown, type Known, type KnownRows, waitsForCorrection } from './known.ts';
import type { ImportRowRecord } from './model.ts';
import { withExternalId } from './posting/of-row.ts';

/** `withEnded`: what is the same as something that ended is taken all the same. */
export type How = { now: Date; withEnded: boolean };

/** What a row becomes; `row` under the id that it is stored by. */
export type Beside = Pick<ImportRowRecord, 'outcome' | 'notes' | 'gigId'> & { row: RowRead };

const called = ({ gig: { number } }: Known) => `岗位 ${gigNumber(number)}`;

/** What isn't known of a stored row is as in the one that is put beside it. */
const isWaiting = ({ gig }: Known) => gig.state === 'in_review';

/** How many people a gig concerns, and what becomes of them; empty where nobody holds it or asks for it. */
function peopleWords({ people: { confirmed, requested } }: Known, becomes: string): string {
  const all = confirmed + requested;
  if (all === 0) return '';
  const held = confirmed > 0 && requested > 0 ? `（定了的 ${confirmed} 个，在等回话的 ${requested} 个）` : '';
  return `有 ${all} 个人${confirmed > 0 ? '报上了' : '报了名'}${held}：${becomes}`;
}
const OFF = '下架以后，没开工的都取消，他们会收到通知';

/** How what changed takes the place of what goes on: an operator changes no posting of somebody else. */
const instead = (known: Known) =>
  isWaiting(known)
    ? `那条还在等审核。要换成新的，打开那条点“退回”，再把这张表重新读一遍，这一行就会代替它。${peopleWords(known, '退回以后还留在那条里，新的那条要自己再报。')}`
    : `那条已经公开，只有用工方能改。要换成新的，打开那条下架，再把这张表重新读一遍，这一行就当作新的送审。${peopleWords(known, `${OFF}；新的那条通过了，要自己再报。`)}`;

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

const ENDED: Record<End | 'takenDown', string> = {
  returned: '退回过',
  refused: '没通过',
  takenDown: '下架了',
  withdrawn: '撤下了',
  closed: '招满关闭了',
  expired: '过期了',
};
const endedWord = ({ gig }: Known, end: End) => ENDED[isTakenDown(gig) ? 'takenDown' : end];
/** What an operator decided may be decided so again: who looks at the row should know. */
const DECIDED: ReadonlySet<End> = new Set(['returned', 'refused', 'withdrawn']);

/** The same words as what ended: most files list on what is over, so it is sent again only where that is wanted. */
function sameAsEnded(row: RowRead, known: Known, end: End, { withEnded }: How): Beside {
  if (withEnded && end !== 'returned') return fresh(row);
  const what =
    end === 'returned'
      ? '要改的还没有改，没有再导入。'
      : '没有再导入。要再发一次，勾上“已经结束的，没改也再发一次”，再重新读一遍。';
  const note = `和${called(known)}是同一条，那条${endedWord(known, end)}，${what}`;
  return { row, outcome: 'duplicate', notes: [note, ...row.notes], gigId: known.gig._id };
}

function compared(row: RowRead, known: Known, by: string, how: How): Beside {
  const before = stored(row, known);
  const { outcome, note } = compareWithKnown(row, before, {
    known: called(known),
    by,
    instead: instead(known),
  });
  // Sent back and corrected, it takes that one's place, and its id with it.
  if (outcome === 'changed' && waitsForCorrection(known.gig))
    return fresh(
      under(row, known.gig.source!.externalId),
      `${called(known)} 退回过，这一行改了，会代替它重新交审。`,
    );
  const end = endOf(known.gig, how.now);
  if (end && outcome === 'duplicate') return sameAsEnded(row, known, end, how);
  if (end && !DECIDED.has(end)) return fresh(row);
  if (end)
    return fresh(
      row,
      `${by}和${called(known)}相同，那条${endedWord(known, end)}。这一行${differing(row, before).join('、')}变了，当作新的送审。`,
    );
  return { row, outcome, notes: [note, ...row.notes], gigId: known.gig._id };
}

const isOthers = ({ gig }: Known) => gig.whose === 'other';

/**
 * Under an id that another office has used: what lies on both desks already isn't doubled, and no id is kept from this
 * one.
 */
function besideOthers(row: RowRead, known: Known, how: How): Beside {
  const different = differing(row, stored(row, known));
  if (different.length === 0) return compared(row, known, '编号', how);
  return fresh(
    row,
    `编号“${row.externalId}”在${called(known)}用过，那条是别的工作站导入的，${different.join('、')}不一样：当作新的，核实一下。`,
  );
}

const onlyTimeDiffers = (row: RowRead, before: Compared) => differing(row, before).join() === TIME;

const isOpen = ({ gig }: Known, now: Date) => {
  const end = endOf(gig, now);
  return (!end || end === 'returned') && !(gig.posting.validUntil && new Date(gig.posting.validUntil) < now);
};

/**
 * A row that no id tells from others, beside those of the same employer, work and place: the same where nothing else
 * differs but numbers of rows and dates of the list; changed where its number of a row is that of one that is still open,
 * or where only the last day of one differs.
 */
function besideLike(row: RowRead, like: readonly Known[], how: How): Beside {
  const same = like.find((known) => differing(row, stored(row, known)).length === 0);
  if (same) return compared(row, same, '', how);
  const open = like.filter((known) => !isOthers(known) && isOpen(known, how.now));
  const numbered = row.rowNumber && open.find(({ rowNumber }) => rowNumber === row.rowNumber);
  if (numbered) return compared(row, numbered, '行号、单位、岗位和地点', how);
  const longer = open.find(
    (known) => row.begins && known.begins === row.begins && onlyTimeDiffers(row, stored(row, known)),
  );
  if (longer) return compared(row, longer, '单位、岗位、地点、第一天', how);
  const [first] = open;
  if (!first) return fresh(row);
  const what = differing(row, stored(row, first)).join('、');
  return fresh(
    row,
    `和${called(first)}的单位、岗位、地点一样，${what}不一样。没有编号，看不出是不是改过的同一条，当作新的。`,
  );
}

/** Of those of the same employer, work and place the one that says the same, or is counted the same; else all of them. */
function likely(row: RowRead, like: readonly Known[], now: Date): readonly Known[] {
  const live = like.filter(({ gig }) => !endOf(gig, now));
  const sure =
    live.find((known) => differing(row, stored(row, known)).length === 0) ??
    live.find(({ rowNumber }) => row.rowNumber && rowNumber === row.rowNumber);
  return sure ? [sure] : live;
}

/** A row whose sender wants nobody more, beside what is waiting or public here. */
function besideOver(row: RowRead, known: KnownRows, { now }: How): Beside {
  const byId = known.byId.get(row.externalId);
  const found = byId && !areTwoWorks(row, stored(row, byId), false) ? [byId] : [];
  const live =
    row.externalId === row.contentId
      ? likely(row, known.byLike.get(row.likeKey) ?? [], now)
      : found.filter(({ gig }) => !endOf(gig, now));
  const [only] = live;
  if (!only) return { row, outcome: 'error', notes: row.notes, gigId: null };
  const what =
    live.length > 1
      ? `这边有 ${live.length} 条像它，看不出是哪一条：${live.map(called).join('、')}。`
      : isWaiting(only)
        ? `${called(only)}在这边还等着审核。不要它了，打开它点“不通过”。${peopleWords(only, '不通过以后，没开工的都取消，他们会收到通知。')}`
        : `${called(only)}在这边还公开着。要停，打开它下架。${peopleWords(only, `${OFF}。`)}`;
  const gigId = live.length > 1 ? null : only.gig._id;
  const notes = [`${row.over}${what}`, ...row.notes];
  return { row: { ...row, errors: [] }, outcome: 'stopped', notes, gigId };
}

/**
 * What a row is beside what its source sent before: what is there already is told by contents, by id, by likeness. What
 * ended keeps no id: a row that says something else under it is new.
 */
export function besideKnown(row: RowRead, known: KnownRows, how: How): Beside {
  const { errors, notes, above, contentId, externalId, likeKey, leftOut } = row;
  if (leftOut) return { row, outcome: 'hidden', notes, gigId: null };
  if (errors.length > 0 && errors.every((error) => error === row.over)) return besideOver(row, known, how);
  if (errors.length > 0) return { row, outcome: 'error', notes, gigId: null };
  if (above) return { row, outcome: above.outcome, notes: [above.note, ...notes], gigId: null };
  const same = known.byId.get(contentId);
  if (same) {
    const end = endOf(same.gig, how.now);
    if (end) return sameAsEnded(under(row, contentId), same, end, how);
    const note = `和${called(same)}是同一条，没有再导入。`;
    return { row: under(row, contentId), outcome: 'duplicate', notes: [note, ...notes], gigId: same.gig._id };
  }
  const byId = known.byId.get(externalId);
  if (byId && isOthers(byId)) return besideOthers(row, byId, how);
  if (byId && !areTwoWorks(row, stored(row, byId), false)) return compared(row, byId, '编号', how);
  if (byId && !endOf(byId.gig, how.now))
    return fresh(
      under(row, contentId),
      `编号“${externalId}”在${called(byId)}用过，单位和写的活都不一样：没当成同一条。`,
    );
  return externalId === contentId ? besideLike(row, known.byLike.get(likeKey) ?? [], how) : fresh(row);
}
