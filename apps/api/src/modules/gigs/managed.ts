import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { employersByIds } from '../employers/public.ts';
import { regionById } from '../regions/public.ts';
import type { DecisionRecord, GigRecord } from './model.ts';
import { decisionsOf } from './repository/decisions.ts';
import { toManaged } from './views.ts';

/** What has come of a gig so far. */
export type History = {
  decisions: readonly Omit<DecisionRecord, 'posting'>[];
  bookings: ManagedGig['bookings'];
};
export const NO_HISTORY: History = { decisions: [], bookings: { requested: 0, confirmed: 0 } };

/** By the ids of the gigs; what is missing has none. Not inside a transaction: it reads several things at once. */
async function historiesOf(deps: Deps, gigs: readonly GigRecord[]): Promise<Map<string, History>> {
  // A draft was never sent in: nobody decided about it, nobody could take it.
  const ids = gigs.filter(({ state }) => state !== 'draft').map(({ _id }) => _id);
  if (ids.length === 0) return new Map();
  const [decided, counts] = await Promise.all([decisionsOf(deps, ids), deps.hooks.gigs.bookingCounts(ids)]);
  const decisions = Map.groupBy(decided, (decision) => decision.gigId.toString());
  const historyOf = (id: string): History => ({
    decisions: decisions.get(id) ?? NO_HISTORY.decisions,
    bookings: counts.get(id) ?? NO_HISTORY.bookings,
  });
  return new Map(ids.map(String).map((id) => [id, historyOf(id)]));
}

export const historyOf = async (deps: Deps, gig: GigRecord): Promise<History> =>
  (await historiesOf(deps, [gig])).get(gig._id.toString()) ?? NO_HISTORY;

/** Gigs as they are managed, in the order given. Not inside a transaction: it reads several things at once. */
export async function managedGigs(deps: Deps, gigs: readonly GigRecord[]): Promise<ManagedGig[]> {
  const [employers, histories] = await Promise.all([
    employersByIds(
      deps,
      gigs.map((gig) => gig.employerId),
    ),
    historiesOf(deps, gigs),
  ]);
  const managed: ManagedGig[] = [];
  for (const gig of gigs) {
    const employer = employers.get(gig.employerId.toString());
    if (!employer) continue;
    const { regionId } = gig.posting.workplace;
    const region = regionId ? await regionById(deps, regionId) : null;
    const history = histories.get(gig._id.toString()) ?? NO_HISTORY;
    managed.push(toManaged(gig, { employer, region, ...history }, deps.clock()));
  }
  return managed;
}

export async function managedGig(deps: Deps, gig: GigRecord): Promise<ManagedGig> {
  const [managed] = await managedGigs(deps, [gig]);
  if (!managed) throw problem('employer.not_found');
  return managed;
}
