import type { EmployerActs } from '@linggong/contracts/employer-acts.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { officeOver, type SuspensionRecord, visibleEmployer } from '../employers/public.ts';
import type { DecisionRecord, GigRecord } from '../gigs/public.ts';

type Act = EmployerActs['items'][number];
/** So many of each kind, the latest. */
const MOST = 100;
const GIGS = 1000;

/** A decision about what people had seen took it down; about any other it was not passed, or was sent back. */
const actOf = ({ decision, gigVersion }: Pick<DecisionRecord, 'decision' | 'gigVersion'>): Act['act'] =>
  gigVersion > 0 ? 'taken_down' : decision === 'refuse' ? 'refused' : 'returned';

/**
 * What an employer's operators know of it: reports, take-downs, refusals and suspensions, the latest first, each with
 * when and by which office; of who reported it nothing. Throws `employer.not_found`, `auth.forbidden`.
 */
export async function actsOfEmployer(deps: Deps, viewer: Viewer | null, id: string): Promise<EmployerActs> {
  const employer = await visibleEmployer(deps, viewer, id);
  officeOver(viewer, employer, 'employer.read_acts');
  const { models } = deps;
  const of = { employerId: employer._id };
  const gigs = await models.gigs
    .find(of, { number: 1, 'posting.title': 1 })
    .sort({ _id: -1 })
    .limit(GIGS)
    .lean<Pick<GigRecord, '_id' | 'number' | 'posting'>[]>();
  const known = byId(gigs);
  const gigOf = (gigId: { toString(): string }) => {
    const gig = known.get(gigId.toString());
    return gig ? { id: gigId.toString(), number: gig.number, title: gig.posting.title } : null;
  };
  const decisions = await models.decisions
    .find(
      { gigId: { $in: gigs.map(({ _id }) => _id) }, by: 'operator', decision: { $in: ['return', 'refuse'] } },
      { gigId: 1, decision: 1, gigVersion: 1, reason: 1, byName: 1, at: 1 },
    )
    .sort({ at: -1 })
    .limit(MOST)
    .lean<Pick<DecisionRecord, 'gigId' | 'decision' | 'gigVersion' | 'reason' | 'byName' | 'at'>[]>();
  const reports = await models.reports.find(of).sort({ at: -1 }).limit(MOST).lean();
  const suspensions = await models.suspensions
    .find(of)
    .sort({ at: -1 })
    .limit(MOST)
    .lean<SuspensionRecord[]>();
  const at = (date: Date) => date.toISOString();
  const items: Act[] = [
    ...decisions.map((one) => ({
      act: actOf(one),
      at: at(one.at),
      byOffice: one.byName,
      reason: one.reason,
      report: null,
      until: null,
      gig: gigOf(one.gigId),
    })),
    ...reports.map(({ kind, handled, gigId, ...one }) => ({
      act: 'reported' as const,
      at: at(one.at),
      byOffice: handled?.byOffice ?? null,
      reason: handled?.outcome ?? null,
      report: kind,
      until: null,
      gig: gigOf(gigId),
    })),
    ...suspensions.map(({ act, reason, until, byOffice, ...one }) => ({
      act,
      at: at(one.at),
      byOffice,
      reason,
      report: null,
      until: until && at(until),
      gig: null,
    })),
  ];
  const watched =
    employer.watchedUntil && employer.watchedUntil > deps.clock() ? employer.watchedUntil : null;
  return {
    watchedUntil: watched && at(watched),
    items: items.sort((a, b) => b.at.localeCompare(a.at)).slice(0, MOST),
  };
}
