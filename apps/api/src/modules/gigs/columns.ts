import type { Posting, ShiftInput } from '@linggong/contracts/posting.ts';
import { bestDayPayFen, roleKey } from '@linggong/rules/roles.ts';
import { Types } from 'mongoose';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import type { RegionRecord } from '../regions/public.ts';
import type { Held } from './hooks.ts';
import { daysOf } from './matchable.ts';
import type { GigRecord, ShiftRecord } from './model.ts';

const NOBODY: Held = { confirmed: new Map(), active: new Set(), parts: [] };

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
function withIds(shifts: readonly ShiftInput[], known: ReadonlySet<string>): WithId[] {
  const taken = new Set<string>();
  return shifts.map((shift) => {
    const keeps = shift.id !== undefined && known.has(shift.id) && !taken.has(shift.id);
    const id = keeps ? shift.id! : new Types.ObjectId().toHexString();
    taken.add(id);
    return { ...shift, id };
  });
}

type Wrong = { path: string; message: string };
type Kept = { known: readonly ShiftRecord[]; held: Held; now: Date };
type WithId = ShiftInput & { id: string };

const moment = (time: string | null) => (time === null ? null : Date.parse(time));
const sameTime = (a: string | null, b: Date | null) => moment(a) === (b?.getTime() ?? null);

/** What can't be done to one shift that people hold or ask for. */
function wrongWithShift(shift: WithId, at: string, { known, held, now }: Kept): Wrong[] {
  const words = wordsOf('gigs').kept;
  const was = known.find(({ _id }) => _id.toString() === shift.id);
  const count = held.confirmed.get(shift.id) ?? 0;
  if (!was || !held.active.has(shift.id)) return [];
  if (was.startsAt && (!shift.startsAt || !shift.endsAt))
    return [{ path: `${at}.startsAt`, message: words.needsTime }];
  const moved = !sameTime(shift.startsAt, was.startsAt) || !sameTime(shift.endsAt, was.endsAt);
  if (moved && was.startsAt && was.startsAt <= now) return [{ path: `${at}.startsAt`, message: words.begun }];
  if (moved && shift.startsAt && Date.parse(shift.startsAt) <= now.getTime())
    return [{ path: `${at}.startsAt`, message: words.notIntoPast }];
  if (shift.headcount !== null && shift.headcount < count)
    return [{ path: `${at}.headcount`, message: words.headcount({ count }) }];
  return [];
}

/** Whether what somebody holds is all of one role: of what goes together nothing less can be held. */
function isWholeRole(part: readonly string[], shifts: readonly WithId[]): boolean {
  const holds = shifts.filter(({ id }) => part.includes(id));
  const roles = new Set(holds.map(roleKey));
  return roles.size <= 1 && shifts.filter((shift) => roles.has(roleKey(shift))).length <= part.length;
}

/** Who has been taken keeps the place, the day, and the choice between one shift and all of them. */
function requireKept(posting: Posting, shifts: readonly WithId[], kept: Kept): void {
  const { known, held } = kept;
  const words = wordsOf('gigs').kept;
  const missing = [...held.active].filter((id) => {
    const dropped = !shifts.some((shift) => shift.id === id);
    return dropped && known.some(({ _id }) => _id.toString() === id);
  });
  const errors = [
    ...missing.map(() => ({ path: 'posting.shifts', message: words.notRemoved })),
    ...shifts.flatMap((shift, i) => wrongWithShift(shift, `posting.shifts.${i}`, kept)),
    ...(posting.together && !held.parts.every((part) => isWholeRole(part, shifts))
      ? [{ path: 'posting.together', message: words.notTogether }]
      : []),
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
 * filters by. `known` are the shifts that the gig has, `held` who holds them; where people would lose what they hold it
 * throws `request.invalid`.
 */
export function columnsOf(
  given: Posting,
  options: { region: RegionRecord | null } & Partial<Kept>,
): PostingColumns {
  const { region, known = [], held = NOBODY, now = new Date(0) } = options;
  const shiftInputs = withIds(given.shifts, new Set(known.map(({ _id }) => _id.toString())));
  requireKept(given, shiftInputs, { known, held, now });
  const posting = { ...given, shifts: shiftInputs };
  const shifts = shiftInputs.map(({ id, startsAt, endsAt, headcount, role }) => ({
    _id: new Types.ObjectId(id),
    startsAt: startsAt ? new Date(startsAt) : null,
    endsAt: endsAt ? new Date(endsAt) : null,
    headcount,
    open: headcount === null ? null : headcount - (held.confirmed.get(id) ?? 0),
    ...(role ? { role } : {}),
  }));
  return {
    posting,
    shifts,
    together: posting.together,
    regionPath: region?.path ?? [],
    startsAt: dates(shifts.map((s) => s.startsAt))[0] ?? null,
    endsAt: dates(shifts.map((s) => s.endsAt)).at(-1) ?? null,
    days: daysOf(shiftInputs),
    dayPayFen: bestDayPayFen(posting.pay, shiftInputs),
    validUntil: validityOf(posting, shifts),
  };
}
