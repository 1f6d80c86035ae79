import type { Shift } from '@linggong/contracts/gig.ts';
import { SHIFTS_MAX } from '@linggong/contracts/limits.ts';
import type { ShiftRole } from '@linggong/contracts/posting.ts';
import { DAY_MS, localMoment } from '@linggong/rules/time.ts';
import { local } from '#lib/format/zone.ts';
import { typedClock, typedDay } from './typed-moment.ts';

/** One shift as it is typed: a day and two clock times in the deployment's zone. */
export type ShiftDraft = {
  id: string;
  day: string;
  from: string;
  to: string;
  headcount: string;
  /** What one comes as, and what one gets by it in yuan; empty: as everybody. */
  role: string;
  roleAmount: string;
};

export const MOST_SHIFTS = SHIFTS_MAX;

const two = (n: number) => String(n).padStart(2, '0');

/** The moments of a typed shift. An end that isn't after the start is on the day after: 20:00 to 6:00. */
export function shiftMoments(typed: Pick<ShiftDraft, 'day' | 'from' | 'to'>): {
  startsAt: string | null;
  endsAt: string | null;
} {
  const [day, start, end] = [typedDay(typed.day), typedClock(typed.from), typedClock(typed.to)];
  if (day === null || start === null) return { startsAt: null, endsAt: null };
  const startsAt = localMoment(day, start).toISOString();
  if (end === null) return { startsAt, endsAt: null };
  return { startsAt, endsAt: localMoment(day, end > start ? end : end + 1440).toISOString() };
}

/** Whether a typed shift goes past midnight. */
export function overnight({ from, to }: Pick<ShiftDraft, 'from' | 'to'>): boolean {
  const [start, end] = [typedClock(from), typedClock(to)];
  return start !== null && end !== null && end <= start;
}

const clockOf = (moment: string) => {
  const { hour, minute } = local(moment);
  return `${two(hour)}:${two(minute)}`;
};

/** A stored shift as it is typed. */
export function draftShift(shift: {
  id?: string;
  startsAt: string | null;
  endsAt: string | null;
  headcount: number | null;
  role?: ShiftRole | null | undefined;
}): ShiftDraft {
  return {
    id: shift.id ?? '',
    day: shift.startsAt ? local(shift.startsAt).date : '',
    from: shift.startsAt ? clockOf(shift.startsAt) : '',
    to: shift.endsAt ? clockOf(shift.endsAt) : '',
    headcount: shift.headcount === null ? '' : String(shift.headcount),
    role: shift.role?.name ?? '',
    roleAmount: shift.role?.amountFen == null ? '' : String(shift.role.amountFen / 100),
  };
}

/** A copied gig's draft at the hours of the one that it was copied from: its days alone are still to be said. */
export function atHoursOf<D extends { shifts: ShiftDraft[] }>(
  draft: D,
  like: readonly Parameters<typeof draftShift>[0][],
): D {
  if (draft.shifts.some(({ day, from, to }) => day || from || to)) return draft;
  const shifts = draft.shifts.map((shift, i) => {
    const past = like[i];
    if (!past) return shift;
    const { from, to } = draftShift(past);
    return { ...shift, from, to };
  });
  return { ...draft, shifts };
}

/** The day after a typed day; empty where that is none. */
export function nextDay(typed: string): string {
  const day = typedDay(typed);
  return day === null ? '' : new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** One more shift like the last: the day after it, the same hours and people. */
export function shiftAfter(last: ShiftDraft | undefined, tomorrow: string): ShiftDraft {
  if (!last)
    return { id: '', day: tomorrow, from: '08:00', to: '18:00', headcount: '', role: '', roleAmount: '' };
  return { ...last, id: '', day: last.day ? nextDay(last.day) : '' };
}

/** The same shift on each of the days after it, up to `days` in all. */
export function repeated(shifts: readonly ShiftDraft[], days: number, tomorrow: string): ShiftDraft[] {
  const all = [...shifts];
  const wanted = Math.min(MOST_SHIFTS, shifts.length - 1 + days);
  while (all.length < wanted) all.push(shiftAfter(all.at(-1), tomorrow));
  return all;
}

/** A typed shift as the ticket draws it, with all its places open. */
export function drawnShift(shift: ShiftDraft, headcount: number | null): Shift {
  return { id: shift.id, ...shiftMoments(shift), headcount, open: headcount };
}
