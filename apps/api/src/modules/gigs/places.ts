import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { tellPlaces } from './events.ts';
import type { GigRead } from './model.ts';
import { freePlaces, holdPlaces } from './repository/places.ts';

/**
 * Takes a place of each of the shifts, of one that is named n times n, all or none, and tells everybody who looks; null when one of them is full. Run
 * it in the transaction that writes the booking. The gig is touched also where no shift is given, so that who is taking
 * it never misses that it changes.
 */
export async function takePlaces(
  deps: Deps,
  gig: GigRead,
  shiftIds: readonly Types.ObjectId[],
): Promise<GigRead | null> {
  const after = await holdPlaces(deps, gig, shiftIds);
  if (after && shiftIds.length > 0) await tellPlaces(deps, gig, after);
  return after;
}

/** Gives the places of a booking back, in the transaction that ends it, and tells everybody who looks. */
export async function givePlacesBack(
  deps: Deps,
  gig: GigRead,
  shiftIds: readonly Types.ObjectId[],
): Promise<GigRead> {
  const after = (await freePlaces(deps, gig, shiftIds)) ?? gig;
  await tellPlaces(deps, gig, after, { back: true });
  return after;
}
