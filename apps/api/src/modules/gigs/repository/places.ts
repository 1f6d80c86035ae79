import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { GigRead } from '../model.ts';
import { WITHOUT_TERMS } from './find.ts';

const positions = (gig: GigRead, shiftIds: readonly Types.ObjectId[]) =>
  gig.shifts.flatMap((shift, index) =>
    shift.open !== null && shiftIds.some((id) => id.equals(shift._id)) ? [index] : [],
  );

/** Each shift is named by its place in the list and by its id, so that an edit in between makes the update miss. */
const sameShifts = (gig: GigRead, at: number[]) =>
  Object.fromEntries(at.map((i) => [`shifts.${i}._id`, gig.shifts[i]!._id]));

/**
 * Takes one place of each of the shifts, all or none, in one conditional update; null when one of them is full.
 * Shifts without a known headcount have nothing to count; the gig is touched all the same.
 */
export async function holdPlaces(
  deps: Pick<Deps, 'models'>,
  gig: GigRead,
  shiftIds: readonly Types.ObjectId[],
): Promise<GigRead | null> {
  const at = positions(gig, shiftIds);
  const places = Object.fromEntries(at.map((i) => [`shifts.${i}.open`, { $gte: 1 }]));
  return deps.models.gigs
    .findOneAndUpdate(
      { _id: gig._id, state: 'published', ...sameShifts(gig, at), ...places },
      { $inc: { bookingLock: 1, ...Object.fromEntries(at.map((i) => [`shifts.${i}.open`, -1])) } },
      { projection: WITHOUT_TERMS },
    )
    .lean();
}

/** Gives one place of each of the shifts back; null where they are no longer the same. */
export async function freePlaces(
  deps: Pick<Deps, 'models'>,
  gig: GigRead,
  shiftIds: readonly Types.ObjectId[],
): Promise<GigRead | null> {
  const at = positions(gig, shiftIds);
  if (at.length === 0) return gig;
  return deps.models.gigs
    .findOneAndUpdate(
      { _id: gig._id, ...sameShifts(gig, at) },
      { $inc: { bookingLock: 1, ...Object.fromEntries(at.map((i) => [`shifts.${i}.open`, 1])) } },
    )
    .lean();
}
