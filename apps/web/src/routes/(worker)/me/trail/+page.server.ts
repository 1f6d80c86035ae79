import { readOwnTrail } from '@linggong/contracts/api/people.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  event.setHeaders({ 'cache-control': 'private, no-store' });
  const query = { cursor: event.url.searchParams.get('cursor') };
  return { trail: orThrow(await makeCall(event.fetch)(readOwnTrail, { query })), now: new Date() };
};
