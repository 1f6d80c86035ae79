import type { GigCard } from '@linggong/contracts/gig.ts';
import { INCLUDED, type ShiftRole } from '@linggong/contracts/posting.ts';
import type { IndexedGig } from '@linggong/matching/gig-index.ts';
import { placesToTake } from '@linggong/rules/open-places.ts';
import { localDay, localMoment } from '@linggong/rules/time.ts';
import { type GigRecord, payOfOne, timesOf } from '../gigs/public.ts';
import type { sharing } from './sharing.ts';

const DAY_MINUTES = 24 * 60;

/** What a card says of a gig, as JSON without its last bracket: its bytes in UTF-8, a character each. */
export type GigText = {
  text: string;
  employerId: string;
  bookingMode: GigCard['bookingMode'];
  /** It says what is so from then until then, if nothing happens. */
  from: number;
  until: number;
};

/** A public gig as lists look at it: times are milliseconds, null is what it doesn't say. */
export type PublicGig = IndexedGig & {
  shifts: readonly {
    startsAt: number | null;
    endsAt: number | null;
    open: number | null;
    role?: ShiftRole;
  }[];
  together: boolean;
  validUntil: number;
  /** Whether a shift that still has a place begins later today. */
  today: boolean;
  /** `open` and `today` are so from then until then, if nothing happens. */
  from: number;
  until: number;
  card: GigText | null;
};

/** Of what `turn` has not looked at yet. */
const NOT_TURNED = { open: null, today: false, from: Number.POSITIVE_INFINITY, until: 0 } as const;

/** Null: it is not public, whatever the time. */
export function publicGig(record: GigRecord, shared: ReturnType<typeof sharing>): PublicGig | null {
  const { posting, together, validUntil, publishedAt } = record;
  if (record.state !== 'published' || !validUntil || !publishedAt) return null;
  const said = record.shifts.map(({ startsAt, endsAt }) => ({
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
  }));
  const { amountFen, unit, settlement } = payOfOne(posting.pay, record.shifts);
  const included = Object.fromEntries(INCLUDED.map((one) => [one, posting.included[one]]));
  return {
    id: record._id.toHexString(),
    tradeId: shared(posting.tradeId ?? ''),
    regionPath: shared(record.regionPath.map((region) => region.toHexString())),
    days: shared(record.days),
    times: shared(timesOf(said)),
    pay: shared({ amountFen, unit, settlement }),
    dayPayFen: record.dayPayFen,
    included: shared(included as typeof posting.included),
    point: posting.workplace.point,
    publishedAt: publishedAt.getTime(),
    startsAt: record.startsAt?.getTime() ?? null,
    shifts: record.shifts.map(({ startsAt, endsAt, open, role }) => ({
      startsAt: startsAt?.getTime() ?? null,
      endsAt: endsAt?.getTime() ?? null,
      open,
      ...(role && { role }),
    })),
    together,
    validUntil: validUntil.getTime(),
    ...NOT_TURNED,
    card: null,
  };
}

/** What the clock changes of a gig, and until when it stays so. */
function turn(gig: PublicGig, now: Date, today: string, midnight: number): void {
  const at = now.getTime();
  const shifts = gig.shifts.map(({ startsAt, open, role }) => ({
    startsAt: startsAt === null ? null : new Date(startsAt),
    open,
    role,
  }));
  gig.open = placesToTake(shifts, gig.together, now);
  gig.today = shifts.some(
    ({ startsAt, open }) => startsAt && startsAt > now && open !== 0 && localDay(startsAt) === today,
  );
  gig.from = at;
  gig.until = midnight;
  for (const { startsAt, endsAt } of gig.shifts)
    for (const time of [startsAt, endsAt])
      if (time !== null && time > at && time < gig.until) gig.until = time;
}

/** Whether a gig is public at that moment; what the clock changes of it is right from then on. */
export function presentAt(now: Date): (gig: PublicGig) => boolean {
  const at = now.getTime();
  const today = localDay(now);
  const midnight = localMoment(today, DAY_MINUTES).getTime();
  return (gig) => {
    if (gig.validUntil <= at) return false;
    if (at < gig.from || at >= gig.until) turn(gig, now, today, midnight);
    return true;
  };
}
