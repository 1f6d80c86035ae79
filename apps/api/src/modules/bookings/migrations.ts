import type { Deps } from '../../deps.ts';
import type { Migration } from '../../platform/migrations/migration.ts';

/** Bookings of before shifts could leave them one by one. Their times name no shift: the gig's are taken. */
async function completeOldBookings(deps: Deps): Promise<void> {
  const { bookings, gigs } = deps.models;
  const old = await bookings.find({ revision: { $exists: false } }).lean();
  for (const { _id, gigId, shiftIds, gigVersion, createdAt } of old) {
    const gig = await gigs.findById(gigId, { shifts: 1, together: 1 }).lean();
    const times = (gig?.shifts ?? []).flatMap(({ _id: shiftId, startsAt, endsAt }) =>
      startsAt && endsAt && shiftIds.some((id) => id.equals(shiftId)) ? [{ shiftId, startsAt, endsAt }] : [],
    );
    const agreements = [{ version: gigVersion, at: createdAt }];
    const together = gig?.together ?? false;
    await bookings.updateOne(
      { _id },
      { $set: { times, offered: [], ended: [], together, agreements, revision: 0 } },
    );
  }
}

export const bookingMigrations: readonly Migration<Deps>[] = [
  {
    id: '2026-11-30-bookings-by-shift',
    description: 'Bookings say which of their times is which shift’s, and which version was agreed to',
    run: completeOldBookings,
  },
];
