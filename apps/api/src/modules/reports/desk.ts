import type { ReportGroup, Reports, zReportOutcome, zReportsQuery } from '@linggong/contracts/report.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import { phoneSpans } from '@linggong/rules/phones.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { gigNumberOf } from '../gigs/public.ts';
import { regionIdsOf, requireMay } from '../identity/public.ts';
import { describeGroups } from './describe.ts';
import { tellReport } from './events.ts';
import { pageOfGroups } from './groups.ts';
import type { ReportRecord } from './model.ts';
import { countOpenGroups } from './repository/groups.ts';
import { closeReport, closeReportsOf, reportById } from './repository/reports.ts';

/** What the viewer's offices are in charge of; nothing that is about an employer of their own. */
const atDesk = (viewer: Viewer) => ({
  regionIds: regionIdsOf(viewer),
  notOf: viewer.roles.flatMap((role) => (role.role === 'employer' ? [role.employerId] : [])),
});

/** For operators: what is reported in their regions, together for each gig; see `groupsAtDesk` for the order. */
export async function listReports(
  deps: Deps,
  viewer: Viewer | null,
  query: z.output<typeof zReportsQuery>,
): Promise<Reports> {
  requireMay(viewer, 'report.list');
  const mine = atDesk(viewer);
  const { keys, nextCursor } = await pageOfGroups(deps, mine, query);
  const open = await countOpenGroups(deps, mine);
  return { items: await describeGroups(deps, keys), open, nextCursor };
}

type Unread = Omit<ReportRecord, 'text'>;

/** One report of each person who is to hear what came of it; where nobody is, the one that was named. */
function toTell(reports: readonly Unread[], named: Unread): Unread[] {
  const byPerson = new Map(
    reports.flatMap((report) => (report.personId ? [[String(report.personId), report]] : [])),
  );
  return byPerson.size > 0 ? [...byPerson.values()] : [named];
}

/**
 * An operator in charge notes what came of all that was reported of a gig, up to what they have seen; those who reported
 * signed in are told. Throws `report.handled` where a colleague was faster; for operators of other places there is no
 * such report; a phone number is refused: strangers read it.
 */
export async function handleReport(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { outcome, upTo }: z.output<typeof zReportOutcome>,
): Promise<ReportGroup> {
  requireMay(viewer, 'report.list');
  if (phoneSpans(outcome).length > 0)
    throw problem('request.invalid', {
      errors: [{ path: 'outcome', message: wordsOf('reports').phoneInOutcome }],
    });
  const closed = await deps.transaction(async () => {
    const report = await reportById(deps, id);
    if (!report) throw problem('report.not_found');
    requireMay(viewer, 'report.handle', report);
    const now = deps.clock();
    const done = {
      accountId: new Types.ObjectId(viewer.accountId),
      byOffice: roleOver(viewer, report.deskPath)!.office,
      at: now,
      outcome,
    };
    // The report itself first: of two who close it at once the later one meets it closed.
    const mine = await closeReport(deps, report._id, done);
    if (!mine) throw problem('report.handled');
    const seen = { gigId: mine.gigId, until: upTo ? new Date(upTo) : now };
    const all = await closeReportsOf(deps, seen, done);
    const gig = (await gigNumberOf(deps, mine.gigId))!;
    for (const each of toTell(all, mine)) await tellReport(deps, each, gig.number);
    return { gigId: mine.gigId, handledAt: now };
  });
  const [described] = await describeGroups(deps, [closed]);
  return described!;
}
