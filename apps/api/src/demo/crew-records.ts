import type { Types } from 'mongoose';
import type { BookingRecord } from '../modules/bookings/public.ts';
import type { CrewBookingRecord, CrewRecord } from '../modules/crews/public.ts';
import type { GrantRecord } from '../modules/proxies/public.ts';
import { demoId } from './ids.ts';
import { daysFrom } from './times.ts';

type Around = {
  leaderId: Types.ObjectId;
  /** Who came in by their own tap. */
  joined: readonly Types.ObjectId[];
  /** By which the leader may act for neighbours: for whom they may book is of the crew too. */
  grants: readonly GrantRecord[];
  regionId: Types.ObjectId;
  now: Date;
};

/** As the gig that it takes says. */
const CREW_AT_LEAST = 4;

/** A village's crew of seven, some of whom have no phone. */
export function crewRecords({ leaderId, joined, grants, regionId, now }: Around): CrewRecord[] {
  const joinedAt = daysFrom(now, -10);
  const own = [leaderId, ...joined].map((personId) => ({ personId, consent: 'own' as const, joinedAt }));
  const byGrant = grants
    .filter(({ scopes }) => scopes.includes('book'))
    .map(({ personId }) => ({ personId, consent: 'proxy' as const, joinedAt }));
  return [
    {
      _id: demoId('crew', 'sangna'),
      leaderId,
      name: '桑那村砌墙班',
      code: 'sangnaqban',
      pickUp: { text: '桑那村委会门口', regionId },
      members: [...own, ...byGrant],
      revision: 0,
      createdAt: joinedAt,
      updatedAt: joinedAt,
    },
  ];
}

/** What that crew has booked, by the parts of it. */
export function crewBookingRecords(
  [crew]: readonly CrewRecord[],
  bookings: readonly BookingRecord[],
): CrewBookingRecord[] {
  const parts = bookings.filter(({ crewBookingId }) => crewBookingId);
  const [first] = parts;
  if (!crew || !first) return [];
  const { gigId, employerId, createdAt } = first;
  return [
    {
      _id: first.crewBookingId!,
      crewId: crew._id,
      leaderId: crew.leaderId,
      gigId,
      employerId,
      crewName: crew.name,
      pickUp: crew.pickUp.text,
      atLeast: CREW_AT_LEAST,
      people: parts.length,
      active: true,
      shortDays: [],
      revision: 0,
      createdAt,
      updatedAt: createdAt,
    },
  ];
}
