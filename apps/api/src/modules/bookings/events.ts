import type { EventPayload } from '@linggong/contracts/events.ts';
import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
import { personRoom, rooms } from '../identity/public.ts';
import { entryById, tellPerson } from '../people/public.ts';
import type { BookingRecord } from './model.ts';

/** The person, who may see what they hold, and the employer. */
export const bookingChanged = eventKind(
  'booking.changed.v1',
  (booking: Pick<BookingRecord, 'personId' | 'employerId'>) => [
    personRoom(booking),
    rooms.lookedAfter(booking.personId),
    rooms.employer(booking.employerId),
  ],
);

type Told = Pick<EventPayload<'booking.changed.v1'>, 'was' | 'ended' | 'renamed' | 'unanswered'> & {
  changed?: boolean;
  extended?: readonly string[] | undefined;
  ofCrew?: boolean | undefined;
};

/**
 * Tells the person and the employer. `was`: the state before, null for a new one; `changed`: the gig is no longer what
 * was taken; `ended`: shifts that it lost by this, while it holds others; `extended`: shifts that it has beside; `ofCrew`: done with others of its crew; `renamed`: the person has another name;
 * `unanswered`: what was changed can't be answered any more, and what was agreed holds.
 */
export async function tellBooking(
  deps: Deps,
  booking: BookingRecord,
  number: string,
  { was, changed = false, ended, extended, ofCrew, renamed, unanswered }: Told,
): Promise<void> {
  await bookingChanged.tell(
    deps,
    {
      bookingId: booking._id.toHexString(),
      gigId: booking.gigId.toHexString(),
      number,
      state: booking.state,
      was,
      changed,
      ...(ended && ended.length > 0 ? { ended } : {}),
      ...(extended ? { extended: [...extended] } : {}),
      ...(ofCrew ? { ofCrew } : {}),
      ...(renamed ? { renamed } : {}),
      ...(unanswered ? { unanswered } : {}),
    },
    booking,
  );
  await tellDesks(deps, booking);
}

/** The desks in charge of who has it by a grant see whether anybody acts for them on its days. */
async function tellDesks(deps: Deps, { personId, byGrantId }: BookingRecord): Promise<void> {
  const entry = byGrantId && (await entryById(deps, personId));
  if (entry) await tellPerson(deps, entry);
}
