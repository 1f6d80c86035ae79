import type { zNewReport } from '@linggong/contracts/report.ts';
import { reporterOf, reportRank } from '@linggong/rules/report.ts';
import { DAY_MS, localDay } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { hmac } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import type { Limit } from '../../platform/rate-limit.ts';
import { isComing } from '../bookings/public.ts';
import { countInTransaction } from '../caps/public.ts';
import { gigByIdOrNumber } from '../gigs/public.ts';
import { phoneOfAccount } from '../identity/public.ts';
import { tellReport } from './events.ts';
import type { ReportRecord } from './model.ts';
import { addReport, otherGigsReported, saidFrom, saidSince } from './repository/reports.ts';

/** One address may be a village's. */
const PER_ADDRESS: Limit = { points: 20, seconds: 3600 };
/** What strangers can say of one gig, so that nobody buries a desk; who is signed in has a part of their own. */
const PER_GIG: Limit = { points: 60, seconds: 3600 };
const PER_PERSON: Limit = { points: 20, seconds: 3600 };
/** The same said again so soon is a second tap. */
const SAME_MS = 10 * 60_000;

type Whence = { personId: Types.ObjectId | null; from: string; at: Date; beyond: boolean };

/** What the report weighs: see `reporterOf`. */
async function standing(deps: Deps, gigId: Types.ObjectId, { personId, from, at, beyond }: Whence) {
  const comes = personId !== null && (await isComing(deps, gigId, personId));
  const dayBefore = new Date(at.getTime() - DAY_MS);
  const others = await otherGigsReported(deps, { gigId, personId, from }, dayBefore);
  return reporterOf({ comes, signedIn: personId !== null, gigsToday: others, beyond });
}

/** By the day, and no more: a number for who is signed in, so that a new account of it is the same; else an address. */
async function fromOf(deps: Deps, viewer: Viewer | null, clientIp: string, at: Date): Promise<string> {
  const whose = viewer ? ((await phoneOfAccount(deps, viewer.accountId)) ?? viewer.accountId) : clientIp;
  return hmac(deps.secret, 'report', localDay(at), whose);
}

/**
 * Whether strangers said enough of a gig within the hour; then who has said nothing of it yet is heard after the others,
 * and nobody a second time.
 */
async function isBeyond(deps: Deps, gigId: Types.ObjectId, from: string): Promise<boolean> {
  try {
    await deps.limits.take('reports.gig', gigId.toHexString(), PER_GIG);
    return false;
  } catch (error) {
    if (await saidFrom(deps, gigId, from)) throw error;
    return true;
  }
}

/**
 * Anybody says that something is wrong with a gig that is or was public, signed in or not. Said twice it is one report.
 * Throws `gig.not_found`, `request.rate_limited`.
 */
export async function reportGig(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  { kind, text, phone }: z.output<typeof zNewReport>,
  clientIp: string,
): Promise<void> {
  const gig = await gigByIdOrNumber(deps, idOrNumber);
  if (gig.version === 0) throw problem('gig.not_found');
  if (viewer) await deps.limits.take('reports.person', viewer.personId, PER_PERSON);
  else await deps.limits.take('reports.address', clientIp, PER_ADDRESS);
  const at = deps.clock();
  const personId = viewer ? new Types.ObjectId(viewer.personId) : null;
  const from = await fromOf(deps, viewer, clientIp, at);
  const said = { gigId: gig._id, kind, text, phone: phone.normalize('NFKC'), personId };
  await deps.locks(`report:${gig._id.toHexString()}`, () =>
    deps.transaction(async () => {
      const whence = personId ? {} : { from };
      if (await saidSince(deps, { ...said, ...whence }, new Date(at.getTime() - SAME_MS))) return;
      const beyond = !viewer && (await isBeyond(deps, gig._id, from));
      const by = await standing(deps, gig._id, { personId, from, at, beyond });
      const report: ReportRecord = {
        _id: new Types.ObjectId(),
        ...said,
        from,
        by,
        rank: reportRank(by, kind),
        employerId: gig.employerId,
        title: gig.posting.title,
        deskPath: gig.deskPath,
        at,
        handled: null,
      };
      if (viewer) await countInTransaction(deps, { cap: 'reports', by: viewer.personId });
      await addReport(deps, report);
      await tellReport(deps, report, gig.number);
    }),
  );
}
