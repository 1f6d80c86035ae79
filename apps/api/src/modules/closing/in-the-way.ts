import type { Closing } from '@linggong/contracts/account.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { BookingRecord } from '../bookings/model.ts';
import { activeBookingsOf } from '../bookings/repository.ts';
import type { GigRecord } from '../gigs/model.ts';
import { withoutPhones } from '../gigs/phones.ts';

type Blocks = Closing['blocks'];

const RECRUITING = new Set(['published', 'full', 'in_review']);

async function gigsOf(deps: Deps, ids: readonly Types.ObjectId[]): Promise<Map<string, GigRecord>> {
  const gigs = await deps.models.gigs.find({ _id: { $in: ids } }, { terms: 0, flags: 0 }).lean<GigRecord[]>();
  return new Map(gigs.map((gig) => [gig._id.toHexString(), gig]));
}

type Held = { booking: BookingRecord; gig: GigRecord };

/** What the person holds or waits for that is not over, with whether some of it goes on right now. */
export async function heldBy(deps: Deps, viewer: Viewer): Promise<(Held & { working: boolean })[]> {
  const now = deps.clock();
  const bookings = await activeBookingsOf(deps, viewer.personId);
  const gigs = await gigsOf(
    deps,
    bookings.map(({ gigId }) => gigId),
  );
  return bookings.flatMap((booking) => {
    const gig = gigs.get(booking.gigId.toHexString());
    const ahead = booking.times.length === 0 || booking.times.some(({ startsAt }) => startsAt > now);
    const running = booking.times.some(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
    const working = booking.state === 'confirmed' && running;
    return gig && (ahead || working) ? [{ booking, gig, working }] : [];
  });
}

/** The viewer's employers that have no other member. */
export async function aloneIn(deps: Deps, viewer: Viewer): Promise<Types.ObjectId[]> {
  const own = viewer.roles.flatMap((role) =>
    role.role === 'employer' ? [new Types.ObjectId(role.employerId)] : [],
  );
  const others = await deps.models.memberships
    .find({
      employerId: { $in: own },
      role: 'employer',
      accountId: { $ne: new Types.ObjectId(viewer.accountId) },
    })
    .lean();
  const looked = new Set(others.map(({ employerId }) => String(employerId)));
  return own.filter((id) => !looked.has(id.toHexString()));
}

/** Gigs that go on recruiting, and people who count on somebody being there. */
async function unattended(deps: Deps, employerIds: readonly Types.ObjectId[]): Promise<Blocks> {
  if (employerIds.length === 0) return [];
  const now = deps.clock();
  const gigs = await deps.models.gigs
    .find({ employerId: { $in: employerIds } }, { terms: 0, flags: 0 })
    .lean<GigRecord[]>();
  const coming = await deps.models.bookings
    .find({ employerId: { $in: employerIds }, state: 'confirmed', 'times.endsAt': { $gt: now } })
    .lean<BookingRecord[]>();
  const awaited = new Set(coming.map(({ gigId }) => gigId.toHexString()));
  return gigs.flatMap((gig) => {
    const id = gig._id.toHexString();
    const line = { title: gig.posting.title, href: `/employer/gigs/${id}` };
    if (RECRUITING.has(gigState(gig, now))) return { kind: 'open_gigs' as const, ...line };
    return awaited.has(id) ? { kind: 'people_coming' as const, ...line } : [];
  });
}

/** What closing the account would end, and what has to be done before. */
export async function inTheWay(deps: Deps, viewer: Viewer): Promise<Closing> {
  const held = await heldBy(deps, viewer);
  const working = held.filter((each) => each.working);
  const ends = held.filter((each) => !each.working);
  return {
    ends: ends.map(({ booking, gig }) => ({
      bookingId: booking._id.toHexString(),
      gigNumber: gig.number,
      title: withoutPhones(gig.posting.title),
    })),
    blocks: [
      ...working.map(({ gig }) => ({
        kind: 'working' as const,
        title: withoutPhones(gig.posting.title),
        href: '/my',
      })),
      ...(await unattended(deps, await aloneIn(deps, viewer))),
    ],
  };
}
