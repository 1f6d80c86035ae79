import { setImmediate } from 'node:timers/promises';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Around } from './check.ts';
import { newGig } from './create.ts';
import type { GigRecord } from './model.ts';
import { queueFields } from './publish.ts';
import { untouchedOf, withdrawUntouched } from './repository/forwarded.ts';
import { insertGigs } from './repository/save.ts';

/** Postings that the rules look at in one go. */
const AT_A_TIME = 2;

/** `number` comes from `nextNumbers`, drawn before the transaction. */
export type Forwarded = { number: string; posting: Posting; around: Around };

/**
 * Puts forwarded postings before the operators, whatever their flags: what the law forbids is theirs to refuse. Call it
 * inside the transaction that records the import. A second gig of the same source and id by the same
 * office is refused by the database, and with it all of them. Returns the gigs in the order given.
 */
export async function createForwardedGigs(
  deps: Deps,
  from: { importId: Types.ObjectId; deskPath: Types.ObjectId[] },
  postings: readonly Forwarded[],
): Promise<GigRecord[]> {
  const now = deps.clock();
  const gigs: GigRecord[] = [];
  for (const { number, posting, around } of postings) {
    const draft = newGig({ number, posting, from }, around, now);
    gigs.push({ ...draft, ...queueFields(draft, around.employer, draft.flags, now) });
    // The rules look at each; whoever waits for an answer meanwhile gets it in between.
    if (gigs.length % AT_A_TIME === 0) await setImmediate();
  }
  await insertGigs(deps, gigs);
  await deps.hooks.gigs.waiting(gigs.map((gig, index) => ({ gig, around: postings[index]!.around })));
  return gigs;
}

/**
 * Takes back those of the forwarded postings that nobody has decided about or changed; their source and id are free
 * again. Returns the ids of these; the others stay as they are. Call it inside a transaction.
 */
export async function takeBackForwardedGigs(
  deps: Deps,
  ids: readonly Types.ObjectId[],
): Promise<Types.ObjectId[]> {
  const taken = await untouchedOf(deps, ids);
  const takenIds = taken.map(({ _id }) => _id);
  if (taken.length === 0) return takenIds;
  await withdrawUntouched(deps, takenIds, deps.clock());
  await deps.hooks.gigs.notWaiting(taken);
  return takenIds;
}
