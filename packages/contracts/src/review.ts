import * as z from 'zod';
import { zEmployer } from './employer.ts';
import { DECISIONS } from './flag.ts';
import { zManagedGig } from './gig.ts';
import { zPosting } from './posting.ts';
import { zId, zInstant, zText } from './scalars.ts';

/** Who has a posting open, so that two operators don't check the same one. Lapses by itself. */
export const zClaim = z.object({ accountId: zId, byName: z.string(), until: zInstant }).meta({ id: 'Claim' });

export const zQueueItem = z
  .object({
    gigId: zId,
    number: z.string(),
    title: z.string(),
    tradeId: z.string().nullable(),
    employerName: z.string(),
    verificationState: z.enum(['verified', 'expired', 'none']),
    regionNames: z.array(z.string()),
    flagCount: z.int(),
    blockCount: z.int(),
    /** Higher is riskier; the queue's order is by risk within what is overdue, then by age. */
    risk: z.int(),
    submittedAt: zInstant,
    dueAt: zInstant,
    claim: zClaim.nullable(),
    sourceName: z.string().nullable(),
  })
  .meta({ id: 'QueueItem' });
export type QueueItem = z.infer<typeof zQueueItem>;
export const zQueue = z.object({ items: z.array(zQueueItem), total: z.int() }).meta({ id: 'Queue' });
export const zQueueQuery = z.object({ importId: zId.optional() });

export const zReview = z
  .object({
    gig: zManagedGig,
    employer: zEmployer,
    claim: zClaim.nullable(),
    /** The posting as it was passed last, to compare with; null: it was never public. */
    passed: zPosting.nullable(),
  })
  .meta({ id: 'Review' });

export const zNewDecision = z
  .object({
    decision: z.enum(DECISIONS),
    /** The revision that was read: a posting changed meanwhile is not decided unseen. */
    revision: z.int(),
    reason: zText(500).default(''),
    article: zText(100).default(''),
  })
  .refine((d) => d.decision === 'approve' || d.reason.length >= 2, {
    path: ['reason'],
    message: '退回或拒绝要写清原因，用工方才知道怎么改',
  })
  .meta({ id: 'NewDecision' });
export type Review = z.infer<typeof zReview>;
export type Queue = z.infer<typeof zQueue>;
export type NewDecision = z.input<typeof zNewDecision>;
