import type { MyShowings } from '@linggong/contracts/contact.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { bookingsByIds, calledAsAgreed, hasReason, initialOf } from '../bookings/public.ts';
import { employersByIds } from '../employers/public.ts';
import { gigsWithoutTerms } from '../gigs/public.ts';
import { personsByIds, requireMay } from '../identity/public.ts';
import { countShowingsOf, latestShowingsOf } from './repository.ts';

const LATEST = 50;

/** How often the viewer's own number was shown, and those of the employers that they belong to; the latest first. */
export async function myShowings(deps: Deps, viewer: Viewer | null): Promise<MyShowings> {
  requireMay(viewer, 'showing.list_own');
  const mine = {
    personId: viewer.personId,
    employerIds: viewer.roles.flatMap((role) => (role.role === 'employer' ? [role.employerId] : [])),
  };
  const showings = await latestShowingsOf(deps, mine, LATEST);
  const bookings = byId(
    await bookingsByIds(
      deps,
      showings.map((s) => s.bookingId),
    ),
  );
  const gigs = byId(
    await gigsWithoutTerms(
      deps,
      showings.map((s) => s.gigId),
    ),
  );
  const called = await calledAsAgreed(deps, [...bookings.values()], gigs);
  const persons = byId(
    await personsByIds(
      deps,
      showings.map((s) => s.personId),
    ),
  );
  const employers = await employersByIds(
    deps,
    showings.map((s) => s.employerId),
  );
  const now = deps.clock();
  const items: MyShowings['items'] = [];
  for (const { _id, bookingId, gigId, personId, employerId, whose, at } of showings) {
    const booking = bookings.get(String(bookingId));
    const gig = gigs.get(String(gigId));
    const names = booking && (await called(booking));
    if (!gig || !names) continue;
    const person = persons.get(String(personId))?.name ?? '';
    const employer = employers.get(String(employerId))?.name ?? '';
    // Who does not come any more is named to the employer no longer.
    const shownAs = hasReason(booking, gig, now) ? person : initialOf(person);
    items.push({
      id: _id.toHexString(),
      whose,
      at: at.toISOString(),
      gig: { id: gigId.toHexString(), number: names.number, title: names.title },
      of: whose === 'person' ? person : employer,
      to: whose === 'person' ? employer : shownAs,
    });
  }
  return { items, total: await countShowingsOf(deps, mine) };
}
