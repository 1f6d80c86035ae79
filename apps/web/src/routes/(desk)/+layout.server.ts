import { listReports } from '@linggong/contracts/api/reports.ts';
import { getQueue, getUndoables } from '@linggong/contracts/api/review.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const me = requireMe(event);
  const operators = requireRole(event, 'operator');
  const importId = event.url.searchParams.get('importId');
  const call = makeCall(event.fetch);
  const [queue, undoable, reports] = await Promise.all([
    call(getQueue, { query: { importId } }),
    call(getUndoables),
    call(listReports, { query: { limit: 1 } }),
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
