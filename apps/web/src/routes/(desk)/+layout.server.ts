import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { listReports } from '#lib/api/reports.ts';
import { getQueue, getUndoables } from '#lib/api/review.ts';
import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const me = requireMe(event);
  const operators = requireRole(event, 'operator');
  const importId = event.url.searchParams.get('importId');
  const call = makeCall(event.fetch);
  const [queue, undoable, reports] = await Promise.all([
    getQueue(call, importId),
    getUndoables(call),
    listReports(call, { limit: 1 }),
  ]);
  return {
    me,
    operators,
    importId,
    queue: orThrow(queue),
    undoable: orThrow(undoable).items,
    openReports: orThrow(reports).open,
    now: new Date(),
  };
};
