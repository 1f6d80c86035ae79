import type { Closing } from '@linggong/contracts/account.ts';
import type { HeldShift } from '@linggong/rules/booking-shifts.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import {
  activeBookingsAt,
  activeBookingsOf,
  type BookingRecord,
  calledAsAgreed,
  type InTurn,
  stateNow,
  stepBackNow,
} from '../bookings/public.ts';
import { type GigRead, gigsOfEmployers, gigsWithoutTerms } from '../gigs/public.ts';
import { withMembers } from '../identity/public.ts';

type Blocks = Closing['blocks'];

const RECRUITING = new Set(['published', 'full', 'in_review']);

/**
 * What becomes of it with the record: what has not begun is given back. `working`: they are at it right now, and that
 * stands in the way. Null: nothing of it is to come.
 */
type Fate = { gives: readonly HeldShift[]; working: boolean } | null;

function fateOf({ booking, gig }: InTurn, now: Date): Fate {
  const running = booking.times.some(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
  const working = booking.state === 'confirmed' && running;
  const given = stepBackNow({ booking, gig }, null, now);
  const gives = given && 'gives' in given ? given.gives : null;
  return gives || working ? { gives: gives ?? [], working } : null;
}

/** What the person holds or waits for, each with what becomes of it, by the rule that stepping back goes by. */
export async function heldBy(deps: Deps, personId: string): Promise<(InTurn & { fate: Fate })[]> {
  const now = deps.clock();
  const bookings = await activeBookingsOf(deps, personId);
  const gigs = byId(
    await gigsWithoutTerms(
      deps,
      bookings.map(({ gigId }) => gigId),
    ),
  );
  return bookings.flatMap((booking) => {
    const gig = gigs.get(booking.gigId.toHexString());
    return gig ? [{ booking, gig, fate: fateOf({ booking, gig }, now) }] : [];
  });
}

/** The viewer's employers that have no other member. */
export async function aloneIn(deps: Deps, viewer: Viewer): Promise<Types.ObjectId[]> {
  const own = viewer.roles.flatMap((role) =>
    role.role === 'employer' ? [new Types.ObjectId(role.employerId)] : [],
  );
  const others = await withMembers(deps, own, new Types.ObjectId(viewer.accountId));
  const looked = new Set(others.map(String));
  return own.filter((id) => !looked.has(id.toHexString()));
}

/** Whether somebody still waits for an answer, or for work that is not over; work in words is while it is shown. */
function countsOnThem(booking: BookingRecord, { validUntil }: GigRead, now: Date): boolean {
  if (stateNow(booking, now) === 'lapsed') return false;
  if (booking.times.length === 0) return validUntil === null || validUntil > now;
  return booking.times.some(({ endsAt }) => endsAt > now);
}

/** Gigs that go on recruiting, and people who count on somebody being there. */
async function unattended(deps: Deps, employerIds: readonly Types.ObjectId[]): Promise<Blocks> {
  if (employerIds.length === 0) return [];
  const now = deps.clock();
  const gigs = await gigsOfEmployers(deps, employerIds);
  const coming = await activeBookingsAt(deps, employerIds);
  const byGig = Map.groupBy(coming, ({ gigId }) => gigId.toHexString());
  return gigs.flatMap((gig) => {
    const id = gig._id.toHexString();
    const awaited = (byGig.get(id) ?? []).some((booking) => countsOnThem(booking, gig, now));
    const line = { title: gig.posting.title, href: `/employer/gigs/${id}` };
    if (RECRUITING.has(gigState(gig, now))) return { kind: 'open_gigs' as const, ...line };
    return awaited ? { kind: 'people_coming' as const, ...line } : [];
  });
}

/** What the work is called that a person is at right now. */
export async function workingAt(deps: Deps, personId: string): Promise<string[]> {
  const running = (await heldBy(deps, personId)).filter(({ fate }) => fate?.working);
  const called = await titlesOf(deps, running);
  const titles: string[] = [];
  for (const { booking } of running) titles.push((await called(booking))?.title ?? '');
  return titles;
}

const titlesOf = (deps: Deps, held: readonly InTurn[]) =>
  calledAsAgreed(
    deps,
    held.map(({ booking }) => booking),
    byId(held.map(({ gig }) => gig)),
  );

/** What closing the account would end, and what has to be done before. */
export async function inTheWay(deps: Deps, viewer: Viewer): Promise<Closing> {
  const held = await heldBy(deps, viewer.personId);
  const called = await titlesOf(deps, held);
  const ends: Closing['ends'] = [];
  const working: Blocks = [];
  for (const { booking, gig, fate } of held) {
    if (!fate) continue;
    const title = (await called(booking))?.title ?? '';
    if (fate.working) working.push({ kind: 'working', title, href: '/my' });
    else ends.push({ bookingId: booking._id.toHexString(), gigNumber: gig.number, title });
  }
  return {
    ends,
    blocks: [...working, ...(await unattended(deps, await aloneIn(deps, viewer)))],
  };
}
