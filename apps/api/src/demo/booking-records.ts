import type { Types } from 'mongoose';
import { type BookingRecord, timesOf } from '../modules/bookings/public.ts';
import type { GigRecord } from '../modules/gigs/public.ts';
import type { DemoBooking } from './crowd.ts';
import { demoId } from './ids.ts';

interface Around {
  gig: GigRecord;
  personId: Types.ObjectId;
  /** Their own account, or that of the operator who took it for them at the desk. */
  byAccountId: Types.ObjectId;
  /** By which grant; absent: by none. */
  byGrantId?: Types.ObjectId;
  now: Date;
  random: () => number;
}

/** A booking as it is stored; taken at some time since the gig was published, and before its work. */
export function bookingRecord(booking: DemoBooking, { gig, now, random, ...who }: Around): BookingRecord {
  const shiftIds = booking.shifts.map((index) => gig.shifts[index]!._id);
  const published = gig.publishedAt!.getTime();
  const until = Math.min(now.getTime(), gig.startsAt?.getTime() ?? now.getTime());
  const createdAt = new Date(Math.round(published + random() * (until - published)));
  return {
    ...who,
    _id: demoId('booking', `${booking.gig}:${booking.person}`),
    gigId: gig._id,
    employerId: gig.employerId,
    shiftIds,
    times: timesOf(gig, shiftIds),
    state: booking.state,
    offered: [],
    ended: [],
    together: gig.together,
    active: true,
    ...(booking.crew ? { crewBookingId: demoId('crewBooking', booking.crew) } : {}),
    revision: 0,
    // Taken as it was first shown, also where it says something else by now.
    gigVersion: 1,
    agreements: [{ version: 1, at: createdAt, ...(who.byGrantId ? { byGrantId: who.byGrantId } : {}) }],
    createdAt,
    updatedAt: createdAt,
  };
}
