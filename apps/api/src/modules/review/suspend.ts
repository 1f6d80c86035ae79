import type { Employer, zNewSuspension, zSuspensionEnd } from '@linggong/contracts/employer.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { localMoment } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { invalid, problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { gigsToCome } from '../bookings/public.ts';
import {
  type EmployerRecord,
  employerById,
  employerSuspended,
  officeOver,
  recordSuspension,
  suspensionOf,
  toEmployer,
  visibleEmployer,
} from '../employers/public.ts';
import { type GigRecord, gigById, gigIdsIn, inTurnOfGig } from '../gigs/public.ts';
import { decidable } from './access.ts';
import { carryOut } from './carry-out.ts';

const TAKE_DOWN = 'review.take_down_of_employer';
const zData = z.object({ employerId: z.string() });
const DAY_MINUTES = 24 * 60;
/** What was sent in at the very moment is there by then. */
const ONCE_MORE_MS = 60_000;
/** What people see, hold or wait for. What else there is of an employer is a draft, or over. */
const STANDS: GigRecord['state'][] = ['published', 'in_review', 'closed', 'returned'];

type Act = { act: 'suspended' | 'lifted'; reason: string; until: Date | null };

/** Writes down what was done about an employer, for good, and tells its members and operators; in its transaction. */
async function record(
  deps: Deps,
  employer: EmployerRecord,
  by: { accountId: string; office: string },
  { act, reason, until }: Act,
): Promise<EmployerRecord> {
  const suspended = await recordSuspension(deps, {
    _id: new Types.ObjectId(),
    employerId: employer._id,
    act,
    reason,
    until,
    byAccountId: new Types.ObjectId(by.accountId),
    byOffice: by.office,
    at: deps.clock(),
  });
  const employerId = employer._id.toHexString();
  await employerSuspended.tell(deps, { employerId, suspended: act === 'suspended' }, employer);
  return { ...employer, suspended };
}

/** The very same is in force already: the request came twice, and is no act of its own. */
const isSuspendedSo = (
  { suspended }: EmployerRecord,
  office: string,
  { reason, until }: Pick<Act, 'reason' | 'until'>,
): boolean =>
  suspended?.reason === reason &&
  suspended.until?.getTime() === until?.getTime() &&
  suspended.byOffice === office;

/** It waits, or people see it or still come for it: what is over stays as it was worked. */
async function stillStands(deps: Deps, gig: GigRecord): Promise<boolean> {
  if (!(await decidable(deps, gig)).includes('refuse')) return false;
  if (gig.state !== 'published' || isPublic(gigState(gig, deps.clock()))) return true;
  return (await gigsToCome(deps, [gig._id])).size > 0;
}

/** Takes down what still stands of an employer that is suspended, each as an operator's refusal. */
async function takeDownAll(deps: Deps, employerId: string): Promise<void> {
  for (const _id of await gigIdsIn(deps, employerId, STANDS))
    await inTurnOfGig(deps, _id, () =>
      deps.transaction(async () => {
        const employer = await employerById(deps, employerId);
        const gig = await gigById(deps, _id);
        const held = employer?.suspended;
        if (!gig || !held || !suspensionOf(employer, deps.clock())) return;
        if (!(await stillStands(deps, gig))) return;
        const { reason, byAccountId, byOffice } = held;
        const decided = { decision: 'refuse', reason, article: null, accountId: byAccountId } as const;
        await carryOut(deps, gig, { ...decided, byName: byOffice });
      }),
    );
}

/** Takes down what a break left standing, or was sent in at the moment of the suspension. */
export const takeDownJob = (deps: Deps): JobSpec => ({
  kind: TAKE_DOWN,
  run: async (data) => {
    await takeDownAll(deps, zData.parse(data).employerId);
    return undefined;
  },
});

/**
 * Suspends an employer until the end of a day, or until further notice: what it has public or before the operators is
 * taken down for good, with all that follows for who holds it, and nothing of it is published before that ends. Throws
 * `employer.not_found`, `auth.forbidden`.
 */
export async function suspendEmployer(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { reason, lastDay }: z.output<typeof zNewSuspension>,
): Promise<Employer> {
  const found = await visibleEmployer(deps, viewer, id);
  const by = officeOver(viewer, found, 'employer.suspend');
  const until = lastDay ? localMoment(lastDay, DAY_MINUTES) : null;
  const now = deps.clock();
  if (until && until <= now)
    throw invalid([{ path: ['lastDay'], message: wordsOf('employers').lastDayOver }]);
  const employerId = found._id.toHexString();
  const employer = await deps.transaction(async () => {
    const known = await employerById(deps, found._id);
    if (known && isSuspendedSo(known, by.office, { reason, until })) return known;
    const at = new Date(now.getTime() + ONCE_MORE_MS);
    await deps.jobs.enqueue([
      { kind: TAKE_DOWN, key: `${employerId}:${now.getTime()}`, data: { employerId }, at },
    ]);
    return record(deps, found, by, { act: 'suspended', reason, until });
  });
  await takeDownAll(deps, employerId);
  return toEmployer(deps, employer);
}

/** Lets an employer post again. What was taken down stays so. Throws `employer.not_suspended`. */
export async function liftSuspension(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { reason }: z.output<typeof zSuspensionEnd>,
): Promise<Employer> {
  const found = await visibleEmployer(deps, viewer, id);
  const by = officeOver(viewer, found, 'employer.lift_suspension');
  const employer = await deps.transaction(async () => {
    const now = await employerById(deps, found._id);
    if (!now || !suspensionOf(now, deps.clock())) throw problem('employer.not_suspended');
    return record(deps, now, by, { act: 'lifted', reason, until: null });
  });
  return toEmployer(deps, employer);
}
