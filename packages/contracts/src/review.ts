import * as z from 'zod';
import { zEmployer } from './employer.ts';
import { DECISIONS, type Flag } from './flag.ts';
import { zGigState, zManagedGig } from './gig.ts';
import { zPosting } from './posting.ts';
import { zId, zInstant, zPageCursor, zText, zWholeIn } from './scalars.ts';

/** Who has a posting open, so that two operators don't check the same one. Lapses by itself. */
export const zClaim = z.object({ accountId: zId, byName: z.string(), until: zInstant }).meta({ id: 'Claim' });
export type Claim = z.infer<typeof zClaim>;

/** So long a decision can be taken back at the desk's page, in seconds. */
export const UNDO_SECONDS = 10;

/** A decision that is made and not yet carried out: until then nobody but the desk knows, and it can be undone. */
export const zHeld = z
  .object({ decision: z.enum(DECISIONS), accountId: zId, byName: z.string(), until: zInstant })
  .meta({ id: 'Held' });
export type Held = z.infer<typeof zHeld>;

/** Why a decision was not carried out, so that the posting waits again. */
export const SET_BACK = ['changed', 'blocked', 'over', 'flags', 'role', 'suspended'] as const;
export type SetBack = (typeof SET_BACK)[number];

export const zQueueItem = z
  .object({
    gigId: zId,
    number: z.string(),
    /** Counts each saved change of the posting. */
    revision: z.int(),
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
    held: zHeld.nullable(),
    setBack: z.enum(SET_BACK).nullable(),
    sourceName: z.string().nullable(),
    employerId: zId,
  })
  .meta({ id: 'QueueItem' });
export type QueueItem = z.infer<typeof zQueueItem>;

/** A decision of one's own that can still be undone. */
export const zUndoable = z
  .object({
    gigId: zId,
    number: z.string(),
    title: z.string(),
    decision: z.enum(DECISIONS),
    /** What it was decided about: a posting that waits, a public gig, or one that was taken down. */
    about: z.enum(['waiting', 'public', 'down']),
    until: zInstant,
  })
  .meta({ id: 'Undoable' });
export type Undoable = z.infer<typeof zUndoable>;
export const zUndoables = z.object({ items: z.array(zUndoable) }).meta({ id: 'Undoables' });
export type Undoables = z.infer<typeof zUndoables>;

export const zQueue = z
  .object({
    items: z.array(zQueueItem),
    /** How many nobody has decided about. */
    total: z.int(),
  })
  .meta({ id: 'Queue' });
export const zQueueQuery = z.object({ importId: zId.optional() });

/** A gig that is public, or was until an operator took it down, as its operators look for it. */
export const zDeskGig = z
  .object({
    gigId: zId,
    number: z.string(),
    title: z.string(),
    tradeId: z.string().nullable(),
    employerId: zId,
    employerName: z.string(),
    regionNames: z.array(z.string()),
    state: zGigState,
    publishedAt: zInstant,
    updatedAt: zInstant,
    bookings: z.object({ requested: z.int(), confirmed: z.int() }),
    held: zHeld.nullable(),
    setBack: z.enum(SET_BACK).nullable(),
  })
  .meta({ id: 'DeskGig' });
export const zDeskGigsQuery = z.object({
  /** Part of a number, a title or an employer's name. */
  q: zText(40).optional(),
  /** `public`: what everybody sees, or people who hold it still come for. `down`: what operators took down. */
  show: z.enum(['public', 'down']).default('public'),
  cursor: zPageCursor.optional(),
});
export const zDeskGigs = z
  .object({ items: z.array(zDeskGig), nextCursor: z.string().nullable() })
  .meta({ id: 'DeskGigs' });
export type DeskGig = z.infer<typeof zDeskGig>;
export type DeskGigs = z.infer<typeof zDeskGigs>;

export const zReviewQuery = z.object({ since: zWholeIn(z.int().min(0)).optional() });

export const zReview = z
  .object({
    gig: zManagedGig,
    employer: zEmployer,
    claim: zClaim.nullable(),
    held: zHeld.nullable(),
    setBack: z.enum(SET_BACK).nullable(),
    /** What can be decided as it stands now, whoever decides. */
    can: z.array(z.enum(DECISIONS)),
    /** The posting as it was passed last, to compare with; null: it was never public. */
    passed: zPosting.nullable(),
    /** With `since`: the posting as it was at that revision; null: unchanged since, or no longer known. */
    seen: zPosting.nullable(),
  })
  .meta({ id: 'Review' });

export const zNewDecision = z
  .object({
    decision: z.enum(DECISIONS),
    /** The revision that was read: a posting changed meanwhile is not decided unseen. */
    revision: z.int(),
    reason: zText(500).default(''),
    article: zText(100).default(''),
    /** So many seconds it is held, in which it can be undone and nobody is told. 0: carried out at once. */
    undoSeconds: z.int().min(0).max(60).default(0),
    /**
     * With an approval: what of the rules' remarks was read, each as `flagKey` names it. A remark that isn't among them
     * is `review.unread_flags`. Left out: they are taken for read.
     */
    read: z.array(z.string().max(200)).max(200).optional(),
  })
  .refine((d) => d.decision === 'approve' || d.reason.length >= 2, {
    path: ['reason'],
    message: '退回或拒绝要写清原因，用工方才知道怎么改',
  })
  .meta({ id: 'NewDecision' });
/** The name of a rule's remark in a posting. */
export const flagKey = ({ rule, field }: Pick<Flag, 'rule' | 'field'>): string => `${rule}@${field}`;

export type Review = z.infer<typeof zReview>;
export type Queue = z.infer<typeof zQueue>;
export type NewDecision = z.input<typeof zNewDecision>;
