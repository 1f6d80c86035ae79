import type { EventPayload } from '@linggong/contracts/events.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';

/** The gig with its places as they are now. */
export function withPlaces(gig: ManagedGig, told: EventPayload<'gig.places.v1'>): ManagedGig {
  if (gig.id !== told.gigId) return gig;
  const open = new Map(told.shifts.map((shift) => [shift.id, shift.open]));
  return {
    ...gig,
    state: told.state,
    shifts: gig.shifts.map((shift) => ({
      ...shift,
      open: open.has(shift.id) ? open.get(shift.id)! : shift.open,
    })),
  };
}
