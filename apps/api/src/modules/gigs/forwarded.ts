import type { Posting } from '@linggong/contracts/posting.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Around } from './check.ts';
import { newGig } from './create.ts';
import { tellLeft, tellQueued } from './events.ts';
import type { GigRecord } from './model.ts';
import { queueFields } from './publish.ts';

/**
 * Puts a forwarded posting before the operators, whatever its flags: what the law forbids is theirs to refuse. Call it
 * inside the transaction that records the import; `number` comes from `nextNumber`, drawn before. A second gig
 * of the same source and id is refused by the database.
 */
export async function createForwardedGig(
  deps: Deps,
  options: { number: string; posting: Posting; importId: Types.ObjectId; deskPath: Types.ObjectId[] },
  around: Around,
): Promise<GigRecord> {
  const { number, posting, importId, deskPath } = options;
  const now = deps.clock();
  const draft = newGig({ number, posting, from: { importId, deskPath } }, around, now);
  const gig: GigRecord = { ...draft, ...queueFields(draft, around.employer, draft.flags, now) };
  await deps.models.gigs.insertMany([gig]);
  await tellQueued(deps, gig, around);
  return gig;
}

/**
 * Takes back a forwarded posting that nobody has decided about or changed; its source and id are free again. False, and
 * nothing done, where someone has. Call it inside a transaction.
 */
export async function takeBackForwardedGig(deps: Deps, gigId: Types.ObjectId): Promise<boolean> {
  const untouched = { _id: gigId, state: 'in_review', revision: 0, version: 0 } as const;
  const gig = await deps.models.gigs.findOne(untouched).lean<GigRecord>();
  if (!gig || (await deps.models.decisions.exists({ gigId }))) return false;
  const change = {
    state: 'withdrawn',
    source: null,
    submittedAt: null,
    dueAt: null,
    claim: null,
    revision: 1,
    updatedAt: deps.clock(),
  };
  const result = await deps.models.gigs.updateOne(untouched, { $set: change });
  if (result.matchedCount === 0) return false;
  await tellLeft(deps, gig);
  return true;
}
