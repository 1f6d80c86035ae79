import type { EmployerActs } from '@linggong/contracts/employer-acts.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { latestSuspensionsOf, officeOver, visibleEmployer } from '../employers/public.ts';
import { latestTitlesOf, turnedDown } from '../gigs/public.ts';
import { latestReportsOf } from '../reports/public.ts';

type Act = EmployerActs['items'][number];
/** So many of each kind, the latest. */
const MOST = 100;
const GIGS = 1000;

type GigOf = (gigId: Types.ObjectId) => Act['gig'];
type One<F extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<F>>[number];

/** A decision about what people had seen took it down; about any other it was not passed, or was sent back. */
const ofDecision = (
  { decision, gigVersion, at, byName, reason, gigId }: One<typeof turnedDown>,
  gigOf: GigOf,
): Act => ({
  act: gigVersion > 0 ? 'taken_down' : decision === 'refuse' ? 'refused' : 'returned',
  at: at.toISOString(),
  byOffice: byName,
  reason,
  report: null,
  until: null,
  gig: gigOf(gigId),
});

const ofReport = ({ kind, handled, gigId, at }: One<typeof latestReportsOf>, gigOf: GigOf): Act => ({
  act: 'reported',
  at: at.toISOString(),
  byOffice: handled?.byOffice ?? null,
  reason: handled?.outcome ?? null,
  report: kind,
  until: null,
  gig: gigOf(gigId),
});

const ofSuspension = ({ act, reason, until, byOffice, at }: One<typeof latestSuspensionsOf>): Act => ({
  act,
  at: at.toISOString(),
  byOffice,
  reason,
  report: null,
  until: until?.toISOString() ?? null,
  gig: null,
});

/**
 * What an employer's operators know of it: reports, take-downs, refusals and suspensions, the latest first, each with
 * when and by which office; of who reported it nothing. Throws `employer.not_found`, `auth.forbidden`.
 */
export async function actsOfEmployer(deps: Deps, viewer: Viewer | null, id: string): Promise<EmployerActs> {
  const employer = await visibleEmployer(deps, viewer, id);
  officeOver(viewer, employer, 'employer.read_acts');
  const { _id } = employer;
  const gigs = byId(await latestTitlesOf(deps, _id, GIGS));
  const gigOf: GigOf = (gigId) => {
    const gig = gigs.get(gigId.toString());
    return gig ? { id: gigId.toString(), number: gig.number, title: gig.title } : null;
  };
  const decisions = await turnedDown(
    deps,
    [...gigs.values()].map((gig) => gig._id),
    MOST,
  );
  const reports = await latestReportsOf(deps, _id, MOST);
  const suspensions = await latestSuspensionsOf(deps, _id, MOST);
  const items = [
    ...decisions.map((one) => ofDecision(one, gigOf)),
    ...reports.map((one) => ofReport(one, gigOf)),
    ...suspensions.map(ofSuspension),
  ];
  const watched =
    employer.watchedUntil && employer.watchedUntil > deps.clock() ? employer.watchedUntil : null;
  return {
    watchedUntil: watched?.toISOString() ?? null,
    items: items.sort((a, b) => b.at.localeCompare(a.at)).slice(0, MOST),
  };
}
