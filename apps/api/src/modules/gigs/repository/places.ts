import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { GigRead } from '../model.ts';
import { WITHOUT_TERMS } from './find.ts';

/** How many places of which shifts, by their positions: an id that is named twice is two places. */
const wantedAt = (gig: GigRead, shiftIds: readonly Types.ObjectId[]) =>
  gig.shifts.flatMap((shift, at) => {
    const n = shift.open === null ? 0 : shiftIds.filter((id) => id.equals(shift._id)).length;
    return n > 0 ? [{ at, n, _id: shift._id }] : [];
  });
type At = ReturnType<typeof wantedAt>;

/** Each shift is named by its place in the list and by its id, so that an edit in between makes the update miss. */
const sameShifts = (wanted: At) => Object.fromEntries(wanted.map(({ at, _id }) => [`shifts.${at}._id`, _id]));

/**
 * Takes a place of each of the shifts, of one that is named n times n, all or none, in one conditional update; null when
 * one of them has not so many. Shifts without a known headcount have nothing to count; the gig is touched all the same.
 */
export async function holdPlaces(
  deps: Pick<Deps, 'models'>,
  gig: GigRead,
  shiftIds: readonly Types.ObjectId[],
): Promise<GigRead | null> {
  const wanted = wantedAt(gig, shiftIds);
  const places = Object.fromEntries(wanted.map(({ at, n }) => [`shifts.${at}.open`, { $gte: n }]));
  return deps.models.gigs
    .findOneAndUpdate(
      { _id: gig._id, state: 'published', ...sameShifts(wanted), ...places },
      {
        $inc: { bookingLock: 1, ...Object.fromEntries(wanted.map(({ at, n }) => [`shifts.${at}.open`, -n])) },
      },
      { projection: WITHOUT_TERMS },
    )
    .lean();
}

/** Gives a place of each of the shifts back, of one that is named n times n; null where they are no longer the same. */
export async function freePlaces(
  deps: Pick<Deps, 'models'>,
  gig: GigRead,
  shiftIds: readonly Types.ObjectId[],
): Promise<GigRead | null> {
  const wanted = wantedAt(gig, shiftIds);
  if (wanted.length === 0) return gig;
  return deps.models.gigs
    .findOneAndUpdate(
      { _id: gig._id, ...sameShifts(wanted) },
      {
        $inc: { bookingLock: 1, ...Object.fromEntries(wanted.map(({ at, n }) => [`shifts.${at}.open`, n])) },
      },
    )
    .lean();
}
