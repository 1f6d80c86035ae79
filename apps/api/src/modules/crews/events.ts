import type { EventPayload } from '@linggong/contracts/events.ts';
import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
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

/** Something became of a crew's booking; in the transaction of it. */
export const tellCrew = (deps: Deps, of: CrewBookingRecord, number: string, left?: Left) =>
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
      ...(left && left.bookingIds.length > 0 ? { left } : {}),
    },
    of,
  );
