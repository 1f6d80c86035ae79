import type { EventType } from '@linggong/contracts/events.ts';
import type { Deps } from '../../deps.ts';
import type { FollowerSpec } from '../../platform/events/follower.ts';
import type { StoredEvent } from '../../platform/events/models.ts';
import type { BookingEvent } from './draft.ts';
import { askForEmployerTexts } from './employer-texts.ts';
import { noticesOfBookings } from './of-bookings.ts';
import { noticesOfEmployers, type SuspensionEvent } from './of-employers.ts';
import { type GigEvents, noticesOfGigs } from './of-gigs.ts';
import { type NumberEvents, noticesOfNumbers } from './of-numbers.ts';
import { noticesOfReports, type ReportEvent } from './of-reports.ts';
import { dropReminders } from './reminders.ts';
import { bookingsById } from './told.ts';
import { addNotices } from './write.ts';

const ofType = (events: readonly StoredEvent[], type: EventType): unknown[] =>
  events.filter((event) => event.type === type);

/** Writes the notices that events call for, behind the writes that made them. */
export const noticesFollower = (deps: Deps): FollowerSpec => ({
  name: 'notices',
  async handle(events) {
    const bookingEvents = ofType(events, 'booking.changed.v1') as BookingEvent[];
    const held = bookingEvents.filter(({ payload }) => payload.was === 'confirmed');
    const touched = await bookingsById(
      deps,
      held.map(({ payload }) => payload.bookingId),
    );
    await dropReminders(deps, touched.values());
    await askForEmployerTexts(deps, bookingEvents);
    await addNotices(deps, [
      ...(await noticesOfBookings(deps, bookingEvents)),
      ...(await noticesOfGigs(deps, {
        reviewed: ofType(events, 'gig.reviewed.v1') as GigEvents['reviewed'],
        places: ofType(events, 'gig.places.v1') as GigEvents['places'],
      })),
      ...(await noticesOfNumbers(deps, {
        accounts: ofType(events, 'account.phone_changed.v1') as NumberEvents['accounts'],
        contacts: ofType(events, 'employer.contact_changed.v1') as NumberEvents['contacts'],
      })),
      ...(await noticesOfEmployers(deps, ofType(events, 'employer.suspended.v1') as SuspensionEvent[])),
      ...(await noticesOfReports(deps, ofType(events, 'report.changed.v1') as ReportEvent[])),
    ]);
  },
});
