import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { noteActFor } from '../bookings/public.ts';
import type { GigRead } from '../gigs/public.ts';
import { noteAct } from '../people/public.ts';
import { type GrantRecord, grantsByIds } from '../proxies/public.ts';

type Part = { _id: Types.ObjectId; personId: Types.ObjectId; byGrantId?: Types.ObjectId | undefined };

/**
 * Notes in the trail of each of them but the leader what the leader did with their bookings: as who acts by a grant where
 * one was booked by it, else as the leader of the crew. In the transaction that does it.
 */
export async function noteByLeader(
  deps: Deps,
  { leader, kind, gig }: { leader: Viewer; kind: 'booked' | 'stepped_back'; gig: GigRead },
  parts: readonly Part[],
): Promise<void> {
  const ids = parts.flatMap(({ byGrantId }) => byGrantId ?? []);
  const grants = byId(ids.length > 0 ? await grantsByIds(deps, ids) : []);
  for (const part of parts) {
    const personId = part.personId.toHexString();
    if (personId === leader.personId) continue;
    const grant = part.byGrantId && grants.get(part.byGrantId.toHexString());
    if (grant) {
      await noteActFor(deps, { viewer: leader, personId, grant }, kind, { booking: part, gig });
      continue;
    }
    await noteAct(deps, {
      personId,
      by: { accountId: leader.accountId, as: 'leader' },
      kind,
      about: { gig: { id: gig._id, number: gig.number, title: gig.posting.title }, bookingId: part._id },
    });
  }
}

type Of = { personId: Types.ObjectId; grant?: GrantRecord | null };

/** Notes that the leader took them into the crew, or out of it. */
export async function noteCrewAct(
  deps: Deps,
  leader: Viewer,
  kind: 'crew_joined' | 'crew_left',
  members: readonly Of[],
): Promise<void> {
  for (const { personId, grant } of members) {
    if (personId.toHexString() === leader.personId) continue;
    const about = grant ? { grantId: grant._id } : {};
    await noteAct(deps, { personId, by: { accountId: leader.accountId, as: 'leader' }, kind, about });
  }
}
