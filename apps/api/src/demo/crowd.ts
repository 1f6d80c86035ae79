import type { BookingState } from '@linggong/contracts/booking.ts';
import type { DemoPerson } from './persons.ts';
import { shuffled } from './random.ts';
import type { DatedGig, DemoShift } from './schedule.ts';

export interface DemoBooking {
  gig: string;
  person: string;
  /** Indexes of the gig's shifts. */
  shifts: number[];
  state: BookingState;
  /** By the leader of which crew it was taken. */
  crew?: string;
}

/** Only grown-ups of known age book, so that no rule about minors is in the way. */
const AGES = { from: 19, to: 60 };
const DEFAULT_SHARE = 0.35;
/** Of what employers choose from, every other person is already chosen. */
const CHOSEN_SHARE = 0.5;

function overlaps(a: DemoShift, b: DemoShift): boolean {
  if (!a.startsAt || !a.endsAt || !b.startsAt || !b.endsAt) return false;
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** How many places of each shift are taken. */
function targets(gig: DatedGig, random: () => number): number[] {
  const { taken } = gig.plan;
  const chance = DEFAULT_SHARE * (0.3 + random());
  return gig.shifts.map(({ headcount }, index) => {
    if (headcount === null) return 0;
    if (taken === 'full') return headcount;
    if (taken === 'nearly') return Math.max(headcount - (headcount > 5 ? 2 : 1), 1);
    const share = taken ?? chance;
    const first = share < 1 ? Math.round(share * headcount) : share;
    // Days further off fill later, unless all days are taken together.
    const later = gig.plan.together ? first : Math.max(first - index * Math.ceil(first / 6), 0);
    return Math.min(later, headcount);
  });
}

/** Full ones first: they must find their people. */
function urgency({ plan }: DatedGig): number {
  if (plan.taken === 'full') return 0;
  if (plan.taken === 'nearly') return 1;
  return plan.taken === undefined ? 3 : 2;
}

const county = (code: string | null) => code?.slice(0, 6) ?? '';

function ageAt(person: DemoPerson, at: Date): number | null {
  return person.birthDate === null ? null : at.getUTCFullYear() - Number(person.birthDate.slice(0, 4));
}

function suits(person: DemoPerson, gig: DatedGig, now: Date): boolean {
  const age = ageAt(person, now);
  const { minAge, maxAge } = gig.posting.conditions;
  if (age === null || age < Math.max(AGES.from, minAge ?? 0)) return false;
  return age <= Math.min(AGES.to, maxAge ?? AGES.to);
}

/**
 * Who takes what: places are never overbooked, nobody takes a gig twice, nobody is in two places at once.
 * `given` are bookings that must be there; the rest is filled from people near the work.
 */
export function demoBookings(
  gigs: readonly DatedGig[],
  persons: readonly DemoPerson[],
  given: readonly DemoBooking[],
  now: Date,
  random: () => number,
): DemoBooking[] {
  const byKey = new Map(gigs.map((gig) => [gig.plan.key, gig]));
  const busy = new Map<string, DemoShift[]>();
  const bookings: DemoBooking[] = [];
  const take = (booking: DemoBooking) => {
    const shifts = booking.shifts.map((index) => byKey.get(booking.gig)!.shifts[index]!);
    busy.set(booking.person, [...(busy.get(booking.person) ?? []), ...shifts]);
    bookings.push(booking);
  };
  for (const booking of given) if (byKey.has(booking.gig)) take(booking);

  const bookable = gigs.filter(({ plan }) => plan.state === undefined);
  for (const gig of [...bookable].sort((a, b) => urgency(a) - urgency(b))) {
    const { key, mode, at } = gig.plan;
    const left = targets(gig, random);
    for (const booking of bookings) {
      if (booking.gig === key) for (const index of booking.shifts) left[index] = left[index]! - 1;
    }
    const order = shuffled(random, persons).sort(
      (a, b) =>
        Number(county(b.region) === county(at.region)) - Number(county(a.region) === county(at.region)),
    );
    for (const person of order) {
      const shifts = left.flatMap((count, index) => (count > 0 ? [index] : []));
      if (shifts.length === 0) break;
      const held = busy.get(person.key) ?? [];
      const clash = shifts.some((index) => held.some((other) => overlaps(gig.shifts[index]!, other)));
      if (clash || !suits(person, gig, now)) continue;
      const requested = mode === 'choose' && random() >= CHOSEN_SHARE;
      take({ gig: key, person: person.key, shifts, state: requested ? 'requested' : 'confirmed' });
      for (const index of shifts) left[index] = left[index]! - 1;
    }
  }
  return bookings;
}
