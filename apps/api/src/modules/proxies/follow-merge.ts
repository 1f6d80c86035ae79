import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { PersonMover } from '../people/public.ts';
import { closeGrant, giveGrants, moveGrants, openGrantsOf } from './repository.ts';

/** What both had, or would be with itself, ends with the record that goes: nothing is done by it any more. */
async function move(deps: Deps, from: Types.ObjectId, to: Types.ObjectId): Promise<string[]> {
  const moved = await moveGrants(deps, from, to);
  for (const { _id } of await openGrantsOf(deps, from))
    await closeGrant(deps, _id, { by: 'replaced', accountId: null, at: deps.clock() });
  return moved;
}

/** How grants follow when two records become one: what the one gave and what it holds is the other's. */
export const grantMover = (deps: Deps): PersonMover => ({
  move: (from, to) => move(deps, from, to),
  putBack: (ids, from, to) => giveGrants(deps, ids, { from, to }),
});
