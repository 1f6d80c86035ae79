import type { EventPayload } from '@linggong/contracts/events.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';

type Told = EventPayload<'gig.places.v1'>;
type Placed = Pick<GigCard, 'state'> & { shifts: readonly Pick<GigCard['shifts'][number], 'id' | 'open'>[] };

/** A gig with its places as they are told live; what else is known of it stays. */
export function withPlaces<G extends Placed>(gig: G, { open, state, shifts }: Told): G {
  const left = new Map(shifts.map((shift) => [shift.id, shift.open]));
  return {
    ...gig,
    ...('open' in gig ? { open } : {}),
    state,
    shifts: gig.shifts.map((shift) => ({
      ...shift,
      open: left.get(shift.id) ?? (left.has(shift.id) ? null : shift.open),
    })),
  };
}
