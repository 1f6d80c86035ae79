import type { TakeRefusal } from '@linggong/contracts/booking.ts';
import type { GigState, Reach } from '@linggong/contracts/gig.ts';
import { saysSomething } from '@linggong/contracts/normal.ts';
import { hasBegun } from './booking-shifts.ts';
import { agesOn } from './known-age.ts';
import { ADULT_AGE, type MinorBar, minorBars, WORKING_AGE, type Work } from './minors.ts';
import { overlap } from './overlap.ts';
import type { Times } from './pay.ts';
import { byRole, type Roled, roleKey } from './roles.ts';
import { localDay, type Moment, ms } from './time.ts';

export type TakeShift = Times & Roled & { id: string; open: number | null };

export type TakeGig = Work & {
  id: string;
  /** As people see it, from `gigState`. */
  state: GigState;
  /** From `reachOf`. */
  reach: Reach;
  together: boolean;
  shifts: readonly TakeShift[];
  conditions: { minAge: number | null; maxAge: number | null };
  /** The whole work goes to one crew; absent: it does not. */
  crewOnly?: boolean;
};

export type TakePerson = {
  name: string;
  /** `YYYY-MM-DD`; null: not said. */
  birthDate: string | null;
  /** The year of birth where only an age was said: an estimate, see `agesOn`. */
  birthYear?: number | null | undefined;
  plateauResident: boolean;
  /** Only others book them, who answer for what they don't know; absent: they have an account, and say it themselves. */
  withoutAccount?: boolean;
  /** Belongs to the employer of this gig. */
  isEmployerMember: boolean;
  /** Who books for them by their grant belongs to it; absent: nobody does. */
  proxyIsEmployer?: boolean;
};

/** A requested or confirmed booking of the person; `shifts` are the ones it holds. */
export type HeldBooking = { gigId: string; title: string; place: string; shifts: readonly Times[] };

export type TakeInput = {
  gig: TakeGig;
  person: TakePerson;
  /** The person's active bookings, of this gig too. */
  bookings: readonly HeldBooking[];
  /** Empty: not chosen yet; enough where the gig has one shift, or all go together. */
  shiftIds: readonly string[];
  /** They come as a part of a crew. */
  inCrew?: boolean;
  now: Date;
};

/** Why a gig can't be taken, with what the sentence for the person needs. */
export type WhyNot =
  | { refusal: 'overlaps'; title: string; place: string; endsAt: Moment; day: string }
  | { refusal: 'under_18_forbidden'; bars: MinorBar[] }
  | { refusal: 'outside_age'; minAge: number | null; maxAge: number | null }
  | { refusal: Exclude<TakeRefusal, 'overlaps' | 'under_18_forbidden' | 'outside_age'> };

const ENDED: readonly GigState[] = ['closed', 'expired'];
const PUBLIC: readonly GigState[] = ['published', 'full', 'begun'];

/**
 * The wanted shifts, or null where the choice isn't one: an unknown shift, or of what goes together anything but all of
 * one role.
 */
function wantedShifts({ gig, shiftIds }: TakeInput): readonly TakeShift[] | null {
  if (shiftIds.length === 0) return gig.shifts;
  const wanted = gig.shifts.filter((s) => shiftIds.includes(s.id));
  if (wanted.length !== new Set(shiftIds).size) return null;
  if (!gig.together) return wanted;
  const role = gig.shifts.filter((shift) => roleKey(shift) === roleKey(wanted[0]!));
  return role.length === wanted.length && role.every((shift) => wanted.includes(shift)) ? wanted : null;
}

/** Nobody is in two places: of the chosen shifts two at the same time. */
const meetsItself = (wanted: readonly TakeShift[]) =>
  wanted.some((shift, i) => wanted.slice(i + 1).some((other) => overlap(shift, other)));

const isFull = (shift: TakeShift) => shift.open !== null && shift.open <= 0;

/** Days that can be taken singly are never taken all at once by saying nothing, nor is a role guessed. */
const mustPick = ({ gig, shiftIds }: TakeInput) =>
  shiftIds.length === 0 && (gig.together ? byRole(gig.shifts) : gig.shifts).length > 1;

/** Time and places. Where all shifts were meant and only some are gone, the person is asked to pick. */
function whyNotShifts(wanted: readonly TakeShift[], input: TakeInput): WhyNot | null {
  const { now } = input;
  const started = wanted.filter((s) => hasBegun(s, now));
  const full = wanted.filter((s) => isFull(s));
  if (started.length === 0 && full.length === 0) return null;
  const some = wanted.some((s) => !hasBegun(s, now) && !isFull(s));
  if (some && mustPick(input)) return { refusal: 'pick_shift' };
  return { refusal: full.length > 0 && started.length < wanted.length ? 'full' : 'started' };
}

type Born = Pick<TakePerson, 'birthDate' | 'birthYear'>;
type ByLaw = {
  work: Work;
  person: Born & Pick<TakePerson, 'plateauResident'>;
  shifts: readonly Times[];
};

const barsFor = ({ work, person }: Pick<ByLaw, 'work' | 'person'>) =>
  minorBars(work).filter((bar) => bar.because !== 'altitude' || !person.plateauResident);

/** The age on the local day of the first of the shifts. */
function agesThen(born: Born, shifts: readonly Times[], now: Date) {
  const starts = shifts.flatMap((s) => (s.startsAt === null ? [] : [ms(s.startsAt)]));
  return agesOn(born, localDay(starts.length > 0 ? new Date(Math.min(...starts)) : now));
}

/**
 * Whether the law keeps a person of known age from work: under 16 (禁止使用童工规定), or under 18 where it is barred
 * (未成年工特殊保护规定 art. 3); of an estimated age also where it might. Asked when it is taken, and again when the work, the
 * time or the person's record changes.
 */
export function whyNotByLaw({ work, person, shifts }: ByLaw, now: Date): WhyNot | null {
  const ages = agesThen(person, shifts, now);
  if (!ages) return null;
  const { least, most } = ages;
  if (most < WORKING_AGE) return { refusal: 'under_16' };
  if (least < WORKING_AGE) return { refusal: 'age_unsure' };
  const bars = barsFor({ work, person });
  if (least >= ADULT_AGE || bars.length === 0) return null;
  return most < ADULT_AGE ? { refusal: 'under_18_forbidden', bars } : { refusal: 'age_unsure' };
}

/**
 * Age counts on the local day of the first wanted shift. It is asked for only where it matters: at work
 * barred to minors, where the posting limits it, and always of whom others book, as under 16 nobody may work.
 */
function whyNotAge(wanted: readonly TakeShift[], { gig, person, now }: TakeInput): WhyNot | null {
  const { minAge, maxAge } = gig.conditions;
  const ages = agesThen(person, wanted, now);
  if (!ages) {
    const limited = barsFor({ work: gig, person }).length > 0 || minAge !== null || maxAge !== null;
    return limited || person.withoutAccount ? { refusal: 'age_unknown' } : null;
  }
  const barred = whyNotByLaw({ work: gig, person, shifts: wanted }, now);
  if (barred) return barred;
  const outside = (age: number) => (minAge !== null && age < minAge) || (maxAge !== null && age > maxAge);
  if (!outside(ages.least) && !outside(ages.most)) return null;
  return outside(ages.least) && outside(ages.most)
    ? { refusal: 'outside_age', minAge, maxAge }
    : { refusal: 'age_unsure' };
}

const isBusy = (shift: TakeShift, bookings: readonly HeldBooking[]) =>
  bookings.some(({ shifts }) => shifts.some((held) => overlap(shift, held)));

/** Where all shifts were meant and the person is free for some of them, they are asked to pick. */
function whyNotFree(wanted: readonly TakeShift[], input: TakeInput): WhyNot | null {
  const { bookings } = input;
  const choice = mustPick(input);
  const busy = wanted.filter((shift) => isBusy(shift, bookings));
  if (choice && busy.length > 0 && busy.length < wanted.length) return { refusal: 'pick_shift' };
  for (const { title, place, shifts } of bookings) {
    for (const held of shifts) {
      const hit = wanted.find((s) => overlap(s, held));
      if (hit?.startsAt && held.endsAt) {
        return { refusal: 'overlaps', title, place, endsAt: held.endsAt, day: localDay(hit.startsAt) };
      }
    }
  }
  return null;
}

/**
 * Why this person can't take these shifts now, or null where nothing is in the way. The same answer serves the
 * interface and the write; the places themselves are still decided by the conditional update. Sex is never
 * asked for nor used.
 */
export function whyNotTake(input: TakeInput): WhyNot | null {
  const { gig, person, bookings } = input;
  if (ENDED.includes(gig.state)) return { refusal: 'ended' };
  if (!PUBLIC.includes(gig.state)) return { refusal: 'not_public' };
  if (person.isEmployerMember) return { refusal: 'own_gig' };
  if (person.proxyIsEmployer) return { refusal: 'proxy_is_employer' };
  if (bookings.some((b) => b.gigId === gig.id)) return { refusal: 'already_taken' };
  if (gig.reach === 'sender') return { refusal: 'no_counterpart' };
  if (gig.crewOnly && !input.inCrew) return { refusal: 'crew_only' };
  const wanted = wantedShifts(input);
  if (wanted === null) return { refusal: 'pick_shift' };
  if (input.shiftIds.length > 0 && meetsItself(wanted)) return { refusal: 'same_time' };
  const shifts = gig.state === 'full' ? ({ refusal: 'full' } as const) : whyNotShifts(wanted, input);
  if (shifts) return shifts;
  return (
    whyNotAge(wanted, input) ??
    whyNotFree(wanted, input) ??
    (!saysSomething(person.name) ? { refusal: 'no_name' } : null) ??
    (mustPick(input) ? { refusal: 'pick_shift' } : null)
  );
}
