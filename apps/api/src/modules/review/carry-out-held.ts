import type { ProblemCode } from '@linggong/contracts/problem.ts';
import { flagKey, type SetBack } from '@linggong/contracts/review.ts';
import { whyMayNot } from '@linggong/rules/authority.ts';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { ProblemError } from '../../platform/problem.ts';
import {
  aroundOf,
  authorityOver,
  type GigRecord,
  gigById,
  type HeldRecord,
  inTurnOfGig,
  lateHolds,
  setAtDesk,
} from '../gigs/public.ts';
import { rolesOf } from '../identity/public.ts';
import { carryOut, judged } from './carry-out.ts';
import { tellQueued, tellUnheld } from './events.ts';
import { CARRY_OUT } from './held.ts';
import { heldOf, setBackOf } from './standing.ts';

/** Holds whose own job was given up are found within so long. */
const SWEEP_MS = 60_000;
const BATCH = 50;

const zData = z.object({ gigId: z.string() });

/** Gives a posting back to the queue and says there why. */
async function setBack(deps: Deps, gig: GigRecord, why: SetBack): Promise<void> {
  const change = { held: null, setBack: why };
  await setAtDesk(deps, gig._id, change);
  if (gig.state === 'in_review') {
    const around = await aroundOf(deps, gig);
    await tellQueued(deps, [{ gig: { ...gig, ...change }, around }]);
  } else await tellUnheld(deps, gig);
}

/** Whether who decided could still decide it now: their role may have been taken away, or the gig have moved. */
async function stillMay(deps: Deps, gig: GigRecord, { accountId }: HeldRecord): Promise<boolean> {
  const who = { personId: '', agreed: true, roles: await rolesOf(deps, accountId.toHexString()) };
  return whyMayNot(who, 'review.decide', authorityOver(gig)) === null;
}

/** Carries out what is due about a gig, or gives it back where that has become impossible. In a transaction. */
async function settle(deps: Deps, gig: GigRecord): Promise<void> {
  const held = heldOf(gig);
  if (!held) {
    const why = setBackOf(gig);
    if (why) return setBack(deps, gig, why);
    await setAtDesk(deps, gig._id, { held: null });
    return;
  }
  if (!(await stillMay(deps, gig, held))) return setBack(deps, gig, 'role');
  if (held.decision === 'approve') {
    const known = new Set(gig.flags.map(flagKey));
    const { flags } = await judged(deps, gig);
    // Found by the rules since: nobody has read it.
    if (flags.some((flag) => !known.has(flagKey(flag)))) {
      await setAtDesk(deps, gig._id, { flags });
      return setBack(deps, { ...gig, flags }, 'flags');
    }
  }
  await carryOut(deps, gig, held);
}

/** What makes an approval impossible, and what the desk is told then. */
const IMPOSSIBLE: Partial<Record<ProblemCode, SetBack>> = {
  'gig.blocked': 'blocked',
  'gig.wrong_state': 'over',
  'employer.suspended': 'suspended',
};

/** Gives back when it is due where that is not yet. */
async function settleWhenDue(deps: Deps, gigId: string): Promise<Date | undefined> {
  const turn = (act: (gig: GigRecord) => Promise<void>) =>
    inTurnOfGig(deps, gigId, () =>
      deps.transaction(async () => {
        const gig = await gigById(deps, gigId);
        if (!gig?.held) return undefined;
        if (gig.held.until > deps.clock()) return gig.held.until;
        await act(gig);
        return undefined;
      }),
    );
  try {
    return await turn((gig) => settle(deps, gig));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const why = IMPOSSIBLE[error.code];
    // Whoever was faster than this: it is looked at again as it is now.
    if (!why) throw error;
    return turn((gig) => setBack(deps, gig, why));
  }
}

/** What carries out held decisions: one job for each, and one that looks for what was left. */
export const heldJobs = (deps: Deps): JobSpec[] => [
  { kind: CARRY_OUT, run: (data) => settleWhenDue(deps, zData.parse(data).gigId) },
  {
    kind: `${CARRY_OUT}_late`,
    async run() {
      for (const gigId of await lateHolds(deps, deps.clock(), BATCH)) await settleWhenDue(deps, gigId);
      return undefined;
    },
    recurring: (now) => new Date(now.getTime() + SWEEP_MS),
  },
];
