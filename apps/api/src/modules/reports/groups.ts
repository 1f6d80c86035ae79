import { zId } from '@linggong/contracts/scalars.ts';
import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { decodeCursor, encodeCursor, zMoment } from '../../platform/paging.ts';
import { type AtDesk, type GroupKey, type GroupState, groupsAtDesk } from './repository/groups.ts';

type Page = { keys: GroupKey[]; nextCursor: string | null };

const zCursor = z.tuple([z.int(), zMoment, zId]);

function placeOf(cursor: string) {
  const [rank, at, gigId] = decodeCursor(cursor, zCursor);
  return { rank, at: new Date(at), gigId: new Types.ObjectId(gigId) };
}

/** A page of groups of what is reported there; see `groupsAtDesk` for the order. */
export async function pageOfGroups(
  deps: Deps,
  desk: AtDesk,
  { state, limit, cursor }: { state: GroupState; limit: number; cursor?: string | undefined },
): Promise<Page> {
  const after = cursor === undefined ? null : placeOf(cursor);
  const keys = await groupsAtDesk(deps, desk, state, { after, most: limit + 1 });
  const page = keys.slice(0, limit);
  const last = page.at(-1);
  const more = keys.length > limit && last;
  return {
    keys: page,
    nextCursor: more ? encodeCursor([last.rank, last.at.getTime(), last.gigId.toHexString()]) : null,
  };
}
