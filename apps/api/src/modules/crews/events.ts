import type { CrewAct } from '@linggong/contracts/crew.ts';
import type { EventPayload } from '@linggong/contracts/events.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
import type { BookingRecord } from '../bookings/public.ts';
import type { GigRead } from '../gigs/public.ts';
import { personRoom, rooms } from '../identity/public.ts';
import type { CrewBookingRecord } from './model.ts';

/** The leader and the employer. */
export const crewChanged = eventKind(
  'crew.changed.v1',
  (of: Pick<CrewBookingRecord, 'leaderId' | 'employerId'>) => [
    personRoom({ personId: of.leaderId }),
    rooms.employer(of.employerId),
  ],
);

/** Parts of it that were given back by this, by whom. */
export type Left = EventPayload<'crew.changed.v1'>['left'];

/** What was done for several of it at once. */
export type Did = NonNullable<EventPayload<'crew.changed.v1'>['did']>;

/** What was done of these parts and shifts, in heads and days. */
export function didOf(
  what: CrewAct,
  gig: Pick<GigRead, 'shifts'>,
  parts: readonly Pick<BookingRecord, '_id' | 'personId'>[],
  shiftIds: readonly string[],
): Did {
  const shifts = gig.shifts.filter(({ _id }) => shiftIds.includes(_id.toHexString()));
  return {
    what,
    bookingIds: parts.map(({ _id }) => _id.toHexString()),
    shiftIds: shifts.map(({ _id }) => _id.toHexString()),
    people: new Set(parts.map(({ personId }) => String(personId))).size,
    days: new Set(shifts.map(({ startsAt }) => startsAt && localDay(startsAt))).size,
  };
}

/** Something became of a crew's booking; in the transaction of it. */
export const tellCrew = (
  deps: Deps,
  of: CrewBookingRecord,
  number: string,
  { left, did }: { left?: Left | undefined; did?: Did | undefined } = {},
) =>
  crewChanged.tell(
    deps,
    {
      crewBookingId: of._id.toHexString(),
      crewId: of.crewId.toHexString(),
      gigId: of.gigId.toHexString(),
      number,
      people: of.people,
      atLeast: of.atLeast,
      short: of.shortDays.length > 0,
      ...(did && did.people > 0 ? { did } : {}),
      ...(left && left.bookingIds.length > 0 ? { left } : {}),
    },
    of,
  );
