import type { ActKind } from '@linggong/contracts/people.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { GigRead } from '../gigs/public.ts';
import { noteAct } from '../people/public.ts';

type Id = Types.ObjectId;
/** Whom it was done to, with the booking that it was about, and the grant by which the leader did it. */
type Done = { personId: Id; _id?: Id; grantId?: Id | null };

/**
 * Notes in the trail of each of them but the leader what the leader did in their name; in the transaction that does it.
 * `gig`: null where it is about the crew itself.
 */
export async function noteByLeader(
  deps: Deps,
  { leader, kind, gig = null }: { leader: Viewer; kind: ActKind; gig?: GigRead | null },
  done: readonly Done[],
): Promise<void> {
  for (const { personId, _id, grantId } of done) {
    if (personId.toHexString() === leader.personId) continue;
    await noteAct(deps, {
      personId,
      by: { accountId: leader.accountId, as: 'leader' },
      kind,
      about: {
        ...(gig ? { gig: { id: gig._id, number: gig.number, title: gig.posting.title } } : {}),
        ...(_id ? { bookingId: _id } : {}),
        ...(grantId ? { grantId } : {}),
      },
    });
  }
}
