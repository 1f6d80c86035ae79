import type { QueueItem } from '@linggong/contracts/review.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import { wordsOf } from '../../words/words.ts';
import { type EmployerRecord, verificationState } from '../employers/public.ts';
import type { GigRecord } from '../gigs/public.ts';
import { placeNames, type RegionRecord } from '../regions/public.ts';
import { setBackOf, toHeld } from './standing.ts';

export type QueuedGig = Pick<
  GigRecord,
  | '_id'
  | 'number'
  | 'state'
  | 'revision'
  | 'version'
  | 'employerId'
  | 'posting'
  | 'flags'
  | 'risk'
  | 'submittedAt'
  | 'dueAt'
  | 'claim'
  | 'held'
  | 'setBack'
  | 'wasOver'
  | 'source'
  | 'updatedAt'
>;

/** Who has it open; null where nobody has, or no longer. */
export const toClaim = (claim: GigRecord['claim'], now: Date): QueueItem['claim'] =>
  claim && claim.until > now
    ? { accountId: claim.accountId.toString(), byName: claim.byName, until: claim.until.toISOString() }
    : null;

/** A gig in review as a line of the operators' queue. It is pushed: phone numbers in its words are left out. */
export function toQueueItem(
  gig: QueuedGig,
  employer: EmployerRecord,
  region: RegionRecord | null,
  now: Date,
): QueueItem {
  const submittedAt = gig.submittedAt ?? gig.updatedAt;
  return {
    gigId: gig._id.toString(),
    number: gig.number,
    revision: gig.revision,
    title: withoutPhones(gig.posting.title),
    tradeId: gig.posting.tradeId,
    // A household's name is a person's: it is read with the posting, not pushed.
    employerName: employer.kind === 'household' ? wordsOf('review').household : withoutPhones(employer.name),
    verificationState: verificationState(employer, now),
    regionNames: region ? placeNames(region) : [],
    flagCount: gig.flags.length,
    blockCount: gig.flags.filter((flag) => flag.level === 'block').length,
    risk: gig.risk,
    submittedAt: submittedAt.toISOString(),
    dueAt: (gig.dueAt ?? submittedAt).toISOString(),
    claim: toClaim(gig.claim, now),
    held: toHeld(gig),
    setBack: setBackOf(gig),
    employerId: gig.employerId.toString(),
    sourceName: gig.source?.name ?? null,
  };
}
