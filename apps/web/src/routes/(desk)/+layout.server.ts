import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { getQueue, getUndoables } from '#lib/api/review.ts';
import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const me = requireMe(event);
  const operators = requireRole(event, 'operator');
  const importId = event.url.searchParams.get('importId');
  const call = makeCall(event.fetch);
  const [queue, undoable] = await Promise.all([getQueue(call, importId), getUndoables(call)]);
  return {
    me,
    operators,
    importId,
    queue: orThrow(queue),
    undoable: orThrow(undoable).items,
    now: new Date(),
  };
};
