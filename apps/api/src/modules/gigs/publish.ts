import type { Flag } from '@linggong/contracts/flag.ts';
import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import type { GigAction } from '@linggong/rules/gig-moves.ts';
import { dueAt, mayPublishAtOnce, risk } from '@linggong/rules/review.ts';
import type { Deps } from '../../deps.ts';
import { type EmployerRecord, operatorsOf, verificationState } from '../employers/public.ts';
import type { RegionRecord } from '../regions/public.ts';
import type { Around } from './check.ts';
import { keepDecision } from './decided.ts';
import { tellEmployer, tellPublished } from './events.ts';
import { termsOf } from './matchable.ts';
import type { DecisionRecord, GigRecord } from './model.ts';
import { moveGig } from './move.ts';
import { toCard } from './views.ts';

/** How long a posting without an end is shown: forwarded ones may have none. */
const VALID_DAYS = 30;

/**
 * The operators in charge: of the workplace at home, else of the employer; an import elsewhere stays with its importer.
 */
export function deskPathOf(
  gig: Pick<GigRecord, 'source' | 'deskPath'>,
  employer: Pick<EmployerRecord, 'regionPath' | 'deskPath'>,
  region: RegionRecord | null,
): GigRecord['deskPath'] {
  if (region?.home) return region.path;
  return gig.source && gig.deskPath.length > 0 ? gig.deskPath : operatorsOf(employer);
}

/**
 * The fields with which a gig is public: its next version. Keeps the first day of publication, so nobody jumps the
 * queue.
 */
export function publicFields(gig: GigRecord, { employer, region }: Around, now: Date) {
  const fields = {
    state: 'published',
    version: gig.version + 1,
    publishedAt: gig.publishedAt ?? now,
    validUntil: gig.validUntil ?? new Date(now.getTime() + VALID_DAYS * 86_400_000),
    expiryTold: false,
    submittedAt: null,
    dueAt: null,
    claim: null,
  } as const;
  return { ...fields, terms: termsOf(toCard({ ...gig, ...fields }, employer, region, now)) };
}

const nextBegin = (shifts: GigRecord['shifts'], now: Date): Date | null =>
  shiftsToCome(shifts, now).reduce<Date | null>(
    (first, { startsAt }) => (startsAt && (!first || startsAt < first) ? startsAt : first),
    null,
  );

/** The fields with which a posting waits for an operator. */
export function queueFields(
  gig: Pick<GigRecord, 'source' | 'shifts'>,
  employer: EmployerRecord,
  flags: Flag[],
  now: Date,
) {
  const riskOfIt = risk(flags, verificationState(employer, now), gig.source !== null);
  return {
    state: 'in_review',
    flags,
    risk: riskOfIt,
    submittedAt: now,
    dueAt: dueAt(now, riskOfIt, nextBegin(gig.shifts, now)),
    claim: null,
  } as const;
}

/** What leads a gig to where it goes, and what it stands in. */
type Moved = { action: GigAction; around: Around };

/** Publishes a gig's next version and tells everybody whom it concerns; in the transaction of the decision. */
export async function publishGig(
  deps: Deps,
  gig: GigRecord,
  { action, around }: Moved,
  change: Partial<GigRecord>,
): Promise<GigRecord> {
  const next = { ...gig, ...change };
  const saved = await moveGig(deps, gig, action, { ...change, ...publicFields(next, around, deps.clock()) });
  await tellPublished(deps, saved, around);
  return saved;
}

/** Puts a posting before the operators; one that was public is taken off the feed. In the transaction of the change. */
export async function queueGig(
  deps: Deps,
  gig: GigRecord,
  { action, around }: Moved,
  change: Partial<GigRecord> & { flags: Flag[] },
): Promise<GigRecord> {
  const now = deps.clock();
  const saved = await moveGig(deps, gig, action, {
    ...change,
    ...queueFields({ ...gig, ...change }, around.employer, change.flags, now),
  });
  await tellEmployer(deps, saved);
  await deps.hooks.gigs.waiting([{ gig: saved, around }]);
  return saved;
}

/**
 * Sends a posting without forbidden content on its way: a clean one of a verified employer is published at once, with
 * a decision on record that nobody had to make; any other waits for an operator. What an operator has sent back, or
 * what was public before, is always seen by one. Gives back what was decided right away; inside a transaction.
 */
export async function submitPosting(
  deps: Deps,
  gig: GigRecord,
  around: Around,
  change: Partial<GigRecord> & { flags: Flag[] },
): Promise<{ gig: GigRecord; decided: DecisionRecord[] }> {
  const { flags } = change;
  const now = deps.clock();
  const sent = { action: 'submit', around } as const;
  const atOnce =
    gig.state === 'draft' && gig.source === null && mayPublishAtOnce(flags, around.employer, now);
  if (!atOnce) return { gig: await queueGig(deps, gig, sent, change), decided: [] };
  const saved = await publishGig(deps, gig, sent, change);
  const decision = await keepDecision(deps, saved, {
    decision: 'approve',
    by: 'auto',
    accountId: null,
    byName: null,
    flags,
    reason: null,
    article: null,
  });
  return { gig: saved, decided: [decision] };
}
