import type { BookingState } from '@linggong/contracts/booking.ts';
import { gigState, isPublic } from '@linggong/rules/gig-state.ts';
import { takeSentence } from '@linggong/rules/messages/take.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import type { GigRecord } from '../gigs/model.ts';
import { requireMember, requireSignedIn } from '../identity/access.ts';
import { tellBooking } from './events.ts';
import type { BookingRecord } from './model.ts';
import { givePlacesBack, takePlaces, tellPlaces } from './places.ts';
import { bookingById, moveBooking } from './repository.ts';

async function gigOf(deps: Deps, booking: BookingRecord): Promise<GigRecord> {
  const gig = await deps.models.gigs.findById(booking.gigId).lean<GigRecord>();
  if (!gig) throw problem('gig.not_found');
  return gig;
}

/** Moves a booking within a transaction; `effect` changes places and returns the gig as it is then. */
function move(
  deps: Deps,
  id: string,
  to: BookingState,
  check: (booking: BookingRecord, gig: GigRecord) => void,
  effect: (booking: BookingRecord, gig: GigRecord) => Promise<GigRecord>,
): Promise<BookingRecord> {
  return deps.transaction(async () => {
    const booking = await bookingById(deps, id);
    const gig = await gigOf(deps, booking);
    check(booking, gig);
    if (booking.state === to) return booking;
    const after = await effect(booking, gig);
    const moved = await moveBooking(deps, booking, to);
    if (!moved) throw problem('booking.wrong_state');
    if (after !== gig) await tellPlaces(deps, gig, after);
    await tellBooking(deps, moved, gig.number, { was: booking.state });
    return moved;
  });
}

const inOrder = async (deps: Deps, id: string, work: () => Promise<BookingRecord>) => {
  const { gigId } = await bookingById(deps, id);
  return deps.locks(`gig:${gigId.toHexString()}`, work);
};

/** The person steps back, before the first shift begins; a confirmed place is free again. Repeating it changes nothing. */
export async function withdrawBooking(deps: Deps, viewer: Viewer | null, id: string): Promise<BookingRecord> {
  requireSignedIn(viewer);
  const check = (booking: BookingRecord) => {
    if (booking.personId.toHexString() !== viewer.personId) throw problem('booking.not_found');
    if (booking.state === 'withdrawn') return;
    const begun = booking.times.some((time) => time.startsAt <= deps.clock());
    if (!booking.active || begun)
      throw problem(
        'booking.wrong_state',
        begun ? { detail: '已经开工了，退不了。有事直接联系用工方或零工站。' } : {},
      );
  };
  return inOrder(deps, id, () =>
    move(deps, id, 'withdrawn', check, async (booking, gig) =>
      booking.state === 'confirmed' ? ((await givePlacesBack(deps, gig, booking.shiftIds)) ?? gig) : gig,
    ),
  );
}

const byEmployer = (viewer: Viewer | null) => (booking: BookingRecord, gig: GigRecord) => {
  requireMember(viewer, gig.employerId);
  if (booking.state !== 'requested') throw problem('booking.wrong_state');
};

/** The employer takes the person, while the gig is public: only now a place is taken, and only if one is left. */
export async function acceptBooking(deps: Deps, viewer: Viewer | null, id: string): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return inOrder(deps, id, () =>
    move(deps, id, 'confirmed', byEmployer(viewer), async (booking, gig) => {
      if (!isPublic(gigState(gig, deps.clock()))) {
        throw problem('gig.wrong_state', {
          detail:
            gig.state === 'in_review'
              ? '岗位改过以后还在审核，审核通过就能收人。报名的人还在名单里。'
              : '这个岗位现在不招人了，不能再收人。',
        });
      }
      const after = await takePlaces(deps, gig, booking.shiftIds);
      if (!after)
        throw problem('booking.refused', { refusal: 'full', detail: takeSentence({ refusal: 'full' }) });
      return after;
    }),
  );
}

export async function declineBooking(deps: Deps, viewer: Viewer | null, id: string): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return inOrder(deps, id, () =>
    move(deps, id, 'declined', byEmployer(viewer), async (_booking, gig) => gig),
  );
}

/** The person has seen what changed in the gig since it was taken. */
export async function acknowledgeChange(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<BookingRecord> {
  requireSignedIn(viewer);
  const booking = await bookingById(deps, id);
  if (booking.personId.toHexString() !== viewer.personId) throw problem('booking.not_found');
  const { version } = await gigOf(deps, booking);
  const seen = await deps.models.bookings
    .findOneAndUpdate({ _id: booking._id }, { gigVersion: version })
    .lean<BookingRecord>();
  return seen ?? booking;
}
