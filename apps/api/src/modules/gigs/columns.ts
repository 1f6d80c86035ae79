import type { Posting, ShiftInput } from '@linggong/contracts/posting.ts';
import { dayPayFen } from '@linggong/rules/pay.ts';
import { Types } from 'mongoose';
import { problem } from '../../platform/problem.ts';
import { daysOf } from '../feed/matchable.ts';
import type { RegionRecord } from '../regions/model.ts';
import type { GigRecord, ShiftRecord } from './model.ts';

/** Confirmed places by shift id. */
export type Booked = ReadonlyMap<string, number>;
const NONE_BOOKED: Booked = new Map();

export type PostingColumns = Pick<
  GigRecord,
  | 'posting'
  | 'shifts'
  | 'together'
  | 'regionPath'
  | 'startsAt'
  | 'endsAt'
  | 'days'
  | 'dayPayFen'
  | 'validUntil'
>;

/** Shifts keep the ids that the gig has given them; new ones, and ones that name another's id, get their own. */
function withIds(shifts: readonly ShiftInput[], known: ReadonlySet<string>): (ShiftInput & { id: string })[] {
  const taken = new Set<string>();
  return shifts.map((shift) => {
    const keeps = shift.id !== undefined && known.has(shift.id) && !taken.has(shift.id);
    const id = keeps ? shift.id! : new Types.ObjectId().toHexString();
    taken.add(id);
    return { ...shift, id };
  });
}

/** Who has been taken keeps the place: a shift can't be dropped, or made smaller than what is booked. */
function requireRoom(shifts: readonly (ShiftInput & { id: string })[], booked: Booked): void {
  const missing = [...booked].filter(([id, count]) => count > 0 && !shifts.some((shift) => shift.id === id));
  const small = shifts.flatMap(({ id, headcount }, i) => {
    const count = booked.get(id) ?? 0;
    return headcount !== null && headcount < count
      ? [{ path: `posting.shifts.${i}.headcount`, message: `已经有 ${count} 个人报上了，人数不能比这少` }]
      : [];
  });
  const errors = [
    ...missing.map(() => ({ path: 'posting.shifts', message: '有人报上的班次不能删，先和他们说好' })),
    ...small,
  ];
  if (errors.length > 0) throw problem('request.invalid', { errors });
}

const dates = (moments: (Date | null)[]) =>
  moments.filter((m) => m !== null).sort((a, b) => a.getTime() - b.getTime());

/** Validity of a posting with its work: over when the posting says so, or when every shift is dated and has ended. */
function validityOf(posting: Posting, shifts: readonly ShiftRecord[]): Date | null {
  const ends = dates(shifts.map((s) => s.endsAt));
  const lastEnd = ends.length === shifts.length ? (ends.at(-1) ?? null) : null;
  const said = posting.validUntil ? new Date(posting.validUntil) : null;
  return dates([said, lastEnd])[0] ?? null;
}

/**
 * What is stored of a posting beside its words: its shifts with the places left, and what the feed sorts and
 * filters by. `known` are the shift ids given earlier. Throws `request.invalid` where booked places would be lost.
 */
export function columnsOf(
  given: Posting,
  options: { region: RegionRecord | null; known?: ReadonlySet<string>; booked?: Booked },
): PostingColumns {
  const { region, known = new Set<string>(), booked = NONE_BOOKED } = options;
  const shiftInputs = withIds(given.shifts, known);
  requireRoom(shiftInputs, booked);
  const posting = { ...given, shifts: shiftInputs };
  const shifts = shiftInputs.map(({ id, startsAt, endsAt, headcount }) => ({
    _id: new Types.ObjectId(id),
    startsAt: startsAt ? new Date(startsAt) : null,
    endsAt: endsAt ? new Date(endsAt) : null,
    headcount,
    open: headcount === null ? null : headcount - (booked.get(id) ?? 0),
  }));
  return {
    posting,
    shifts,
    together: posting.together,
    regionPath: region?.path ?? [],
    startsAt: dates(shifts.map((s) => s.startsAt))[0] ?? null,
    endsAt: dates(shifts.map((s) => s.endsAt)).at(-1) ?? null,
    days: daysOf(shiftInputs),
    dayPayFen: dayPayFen(posting.pay, shiftInputs),
    validUntil: validityOf(posting, shifts),
  };
}
