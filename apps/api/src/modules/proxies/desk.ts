import type { Grant, GrantsAtDesk, zGrantsQuery } from '@linggong/contracts/proxy.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { pageOf, placeOf } from '../../platform/paging.ts';
import { problem } from '../../platform/problem.ts';
import { regionIdsOf, requireMay } from '../identity/public.ts';
import { tellGrant } from './events.ts';
import { countDoubtful, grantById, grantsAtDesk, markLooked } from './repository.ts';
import { toGrants } from './views.ts';

const PAGE = 50;

/** For operators: who acts for people of their regions, and how these agreed; the latest to be recorded first. */
export async function listGrants(
  deps: Deps,
  viewer: Viewer | null,
  { which, proxy, cursor }: z.output<typeof zGrantsQuery>,
): Promise<GrantsAtDesk> {
  requireMay(viewer, 'grant.list');
  const mine = regionIdsOf(viewer);
  const found = await grantsAtDesk(deps, mine, {
    which,
    ...(proxy === undefined ? {} : { proxyId: proxy }),
    after: placeOf(cursor),
    most: PAGE + 1,
  });
  const { page, nextCursor } = pageOf(
    found.map((grant) => ({ ...grant, at: grant.recorded.at })),
    PAGE,
    'at',
  );
  return {
    items: await toGrants(deps, page, { desk: viewer }),
    doubtful: await countDoubtful(deps, mine),
    nextCursor,
  };
}

/** An operator of the county, or above it, notes what they found of how consent was given. It counts as before. */
export async function lookAtGrant(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { remark }: { remark: string },
): Promise<Grant> {
  requireMay(viewer, 'grant.list');
  const known = await grantById(deps, id);
  if (!known) throw problem('grant.not_found');
  requireMay(viewer, 'grant.look', known);
  const looked = {
    accountId: new Types.ObjectId(viewer.accountId),
    office: roleOver(viewer, known.deskPath)?.office ?? '',
    remark,
    at: deps.clock(),
  };
  const grant = await deps.transaction(async () => {
    const marked = await markLooked(deps, known._id, looked);
    if (!marked) throw problem('grant.not_found');
    await tellGrant(deps, marked, 'looked');
    return marked;
  });
  const [described] = await toGrants(deps, [grant], { desk: viewer });
  return described!;
}
