import { type Posting, zPosting } from '@linggong/contracts/posting.ts';
import type { GigPlan, ShiftPlan } from './gigs/plan.ts';
import { between } from './random.ts';
import { atClock, daysFrom, halfHourAfter, hoursFrom } from './times.ts';

export interface DemoShift {
  startsAt: Date | null;
  endsAt: Date | null;
  headcount: number | null;
}

/** A gig with its dates worked out. Its region stays a code in `plan.at.region`. */
export interface DatedGig {
  plan: GigPlan;
  shifts: DemoShift[];
  /** Everything but the region's id and the shifts' ids. */
  posting: Posting;
  /** Null for drafts. */
  submittedAt: Date | null;
  validUntil: Date | null;
}

const VALID_DAYS = 30;

function dateShift(shift: ShiftPlan, now: Date): DemoShift {
  const headcount = shift.people;
  if ('undated' in shift) return { startsAt: null, endsAt: null, headcount };
  if ('inHours' in shift) {
    const startsAt = halfHourAfter(now, shift.inHours);
    return { startsAt, endsAt: hoursFrom(startsAt, shift.hours), headcount };
  }
  const day = 'today' in shift ? (atClock(now, 0, shift.from) > hoursFrom(now, 1) ? 0 : 1) : shift.day;
  return { startsAt: atClock(now, day, shift.from), endsAt: atClock(now, day, shift.to), headcount };
}

function validUntil(plan: GigPlan, shifts: DemoShift[], now: Date): Date | null {
  if (plan.state === 'draft') return null;
  const ends = shifts.flatMap((shift) => shift.endsAt ?? []).map(Number);
  return ends.length > 0 ? new Date(Math.max(...ends)) : daysFrom(now, VALID_DAYS);
}

function included(plan: GigPlan): Posting['included'] {
  const said = (thing: 'meals' | 'lodging' | 'transport' | 'tools') => {
    if (plan.with?.includes(thing)) return true;
    return plan.without?.includes(thing) ? false : null;
  };
  return {
    meals: said('meals'),
    lodging: said('lodging'),
    transport: said('transport'),
    tools: said('tools'),
  };
}

/** Works out a plan's dates as seen at `now`; the random generator decides only how long ago it was sent in. */
export function dateGig(plan: GigPlan, now: Date, random: () => number): DatedGig {
  const shifts = plan.shifts.map((shift) => dateShift(shift, now));
  const until = validUntil(plan, shifts, now);
  const hoursAgo = plan.postedHoursAgo ?? between(random, 2, 72) + random();
  const posting = zPosting.parse({
    tradeId: plan.trade,
    title: plan.title,
    description: plan.text,
    shifts: shifts.map(({ startsAt, endsAt, headcount }, index) => {
      const role = plan.shifts[index]!.role;
      return {
        startsAt: startsAt?.toISOString() ?? null,
        endsAt: endsAt?.toISOString() ?? null,
        headcount,
        ...(role ? { role: { name: role.name, amountFen: role.yuan * 100 } } : {}),
      };
    }),
    together: plan.together ?? false,
    hoursText: plan.hoursText ?? '',
    workplace: { landmark: plan.at.landmark, altitudeM: plan.at.altitudeM ?? null },
    pay: plan.pay,
    included: included(plan),
    loadKg: plan.loadKg ?? null,
    hazards: plan.hazards ?? [],
    conditions: plan.conditions ?? {},
    crews: plan.crews ?? null,
    bookingMode: plan.mode ?? 'instant',
    validUntil: until?.toISOString() ?? null,
    source: plan.source ?? null,
  });
  return {
    plan,
    shifts,
    posting,
    submittedAt: plan.state === 'draft' ? null : hoursFrom(now, -hoursAgo),
    validUntil: until,
  };
}
