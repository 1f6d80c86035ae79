import type { Deps } from '../../../deps.ts';
import type { NoticeDraft } from '../../../platform/notices/kind.ts';
import type { EventOf } from '../../../platform/notices/source.ts';
import { type GigRead, type Told, toldOf } from '../../gigs/public.ts';
import { asAgreed } from '../agreed-gig.ts';
import type { BookingRecord } from '../model.ts';
import { termsOf } from '../terms.ts';

export type BookingEvent = EventOf<'booking.changed.v1'>;
type Times = { startsAt: Date; endsAt: Date };

/** A booking as it is now, and what happened to it. */
export type Situation = {
  event: BookingEvent;
  booking: BookingRecord;
  gig: GigRead;
  /** What that side may be told of the gig. */
  told: Told;
  /** Persons of the employer. */
  members: readonly string[];
  now: Date;
};

/** What is said of a booking of which some days are off; null: all of it is, or nothing. A day without a date is null. */
export type Days = (Date | null)[] | null;

/** What of it is off, and by whom it was, where it was not its employer. */
export type Off = {
  days: Days;
  /** Of the days that are not off one has yet to be worked to its end. Not kept before: they were taken to. */
  comes?: boolean;
  /** The law keeps the person from it since it was changed. */
  barred: boolean;
  /** Operators took it down. `shown`: the person's number may have been shown; `article`: the rule that was named. */
  takenDown: { article: string | null; shown: boolean } | null;
};

/** The shifts that an event took out of a booking which goes on. */
const takenOut = ({ payload }: BookingEvent, { ended }: BookingRecord) =>
  ended.filter(({ shiftId }) => payload.ended?.some((gone) => gone.shiftId === shiftId.toHexString()));

/** The times that an event is about: of the shifts that it took out or added, else of those that are held. */
export function timesTold(event: BookingEvent, booking: BookingRecord): Times[] {
  const out = takenOut(event, booking).flatMap(({ startsAt, endsAt }) =>
    startsAt && endsAt ? [{ startsAt, endsAt }] : [],
  );
  if (out.length > 0) return out;
  const { extended } = event.payload;
  const more = booking.times.filter(({ shiftId }) => extended?.includes(shiftId.toHexString()));
  return more.length > 0 ? more : booking.times;
}

/** Whether an event took shifts out of a booking for this reason, and not at its employer's or its person's wish. */
export function endedBy(event: BookingEvent, booking: BookingRecord, how: 'barred' | 'taken_down'): boolean {
  const { state, was, ended } = event.payload;
  if (ended) return ended.some((shift) => shift.how === how);
  return state === 'cancelled' && was !== state && booking.ended.at(-1)?.how === how;
}

/** The days of a booking that an event took out of it. */
export function endedDays(event: BookingEvent, booking: BookingRecord): Days {
  const shifts = takenOut(event, booking);
  return shifts.length === 0 ? null : shifts.map(({ startsAt }) => startsAt);
}

/** The end of the last one; undefined: not known. */
export const endOf = (times: readonly Times[]): Date | undefined =>
  times.length > 0 ? new Date(Math.max(...times.map(({ endsAt }) => endsAt.getTime()))) : undefined;

/** The work that a notice about a booking is about. */
export const workOf = ({
  event,
  booking,
  gig,
  told,
}: Situation): Pick<NoticeDraft, 'gigId' | 'bookingId' | 'begins' | 'notAfter'> => ({
  gigId: gig._id.toHexString(),
  bookingId: booking._id.toHexString(),
  ...(told.startsAt ? { begins: told.startsAt } : {}),
  notAfter: endOf(timesTold(event, booking)),
});

/**
 * What a notice may say to who holds a gig: as it was agreed, whatever is being typed of it or waits for an operator.
 */
export async function toldToHolder(
  deps: Deps,
  booking: BookingRecord,
  gig: GigRead,
  time: Times | null,
): Promise<Told> {
  const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
  return toldOf(deps, terms ? await asAgreed(deps, gig, terms.agreed) : gig, time);
}
