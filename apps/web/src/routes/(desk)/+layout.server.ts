import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { getQueue } from '#lib/api/review.ts';
import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const me = requireMe(event);
  const operators = requireRole(event, 'operator');
  const importId = event.url.searchParams.get('importId');
  return {
    me,
    operators,
    importId,
    queue: orThrow(await getQueue(makeCall(event.fetch), importId)),
    now: new Date(),
  };
};
