import type { Report, Reports, zReportsQuery } from '@linggong/contracts/report.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { employersByIds } from '../employers/repository.ts';
import type { GigRecord } from '../gigs/model.ts';
import { isMember, operatorRoleOver, requireOperator } from '../identity/access.ts';
import { placeNames, regionById } from '../regions/repository.ts';
import { tellReport } from './events.ts';
import type { ReportRecord } from './model.ts';

/** What the viewer's offices are in charge of; nothing that is about an employer of their own. */
const atDesk = (viewer: Viewer, regionIds: readonly string[]) => ({
  deskPath: { $in: regionIds.map((id) => new Types.ObjectId(id)) },
  employerId: {
    $nin: viewer.roles.flatMap((role) =>
      role.role === 'employer' ? [new Types.ObjectId(role.employerId)] : [],
    ),
  },
});

async function describe(deps: Deps, records: readonly ReportRecord[]): Promise<Report[]> {
  const gigs = await deps.models.gigs
    .find({ _id: { $in: records.map(({ gigId }) => gigId) } }, { terms: 0, flags: 0 })
    .lean<GigRecord[]>();
  const gigById = new Map(gigs.map((gig) => [gig._id.toHexString(), gig]));
  const employers = await employersByIds(
    deps,
    records.map(({ employerId }) => employerId),
  );
  const now = deps.clock();
  const described: Report[] = [];
  for (const { _id, gigId, employerId, title, kind, text, phone, personId, at, handled } of records) {
    const gig = gigById.get(gigId.toHexString());
    if (!gig) continue;
    const regionId = gig.regionPath.at(-1);
    const region = regionId ? await regionById(deps, regionId) : null;
    described.push({
      id: _id.toHexString(),
      kind,
      text,
      phone,
      signedIn: personId !== null,
      gig: { id: gigId.toHexString(), number: gig.number, title, state: gigState(gig, now) },
      employer: { id: employerId.toHexString(), name: employers.get(employerId.toHexString())?.name ?? '' },
      regionNames: region ? placeNames(region) : [],
      at: at.toISOString(),
      handled: handled && {
        byOffice: handled.byOffice,
        at: handled.at.toISOString(),
        outcome: handled.outcome,
      },
    });
  }
  return described;
}

/** For operators: what is reported in their regions. Open ones oldest first, handled ones newest first. */
export async function listReports(
  deps: Deps,
  viewer: Viewer | null,
  { state, limit }: z.output<typeof zReportsQuery>,
): Promise<Reports> {
  const { viewer: operator, regionIds } = requireOperator(viewer);
  const { reports } = deps.models;
  const mine = atDesk(operator, regionIds);
  const open = { ...mine, handled: null };
  const records =
    state === 'open'
      ? await reports.find(open).sort({ at: 1, _id: 1 }).limit(limit).lean<ReportRecord[]>()
      : await reports
          .find({ ...mine, handled: { $ne: null } })
          .sort({ at: -1, _id: -1 })
          .limit(limit)
          .lean<ReportRecord[]>();
  return { items: await describe(deps, records), open: await reports.countDocuments(open) };
}

/**
 * An operator in charge notes what came of a report; its reporter is told, where they were signed in. Throws
 * `report.handled` where a colleague was faster; for operators of other places there is no such report.
 */
export async function handleReport(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  outcome: string,
): Promise<Report> {
  const { viewer: operator } = requireOperator(viewer);
  const handled = await deps.transaction(async () => {
    const report = await deps.models.reports.findById(id).lean<ReportRecord>();
    const role = report && operatorRoleOver(operator, report.deskPath);
    if (role?.role !== 'operator' || isMember(operator, report!.employerId))
      throw problem('report.not_found');
    const accountId = new Types.ObjectId(operator.accountId);
    const done = { accountId, byOffice: role.office, at: deps.clock(), outcome };
    const saved = await deps.models.reports
      .findOneAndUpdate({ _id: id, handled: null }, { $set: { handled: done } })
      .lean<ReportRecord>();
    if (!saved) throw problem('report.handled');
    const gig = await deps.models.gigs.findById(saved.gigId, { number: 1 }).lean().orFail();
    await tellReport(deps, saved, gig.number);
    return saved;
  });
  const [described] = await describe(deps, [handled]);
  return described!;
}
