import type { EventPayload } from '@linggong/contracts/events.ts';
import { gigNumber } from '@linggong/rules/gig-number.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { reporterWords } from '../../messages/notices.ts';
import { reportsOfPersons } from '../reports/public.ts';
import type { NoticeDraft } from './draft.ts';

export type ReportEvent = { payload: EventPayload<'report.changed.v1'> };

/** Who reported something is told what came of it. */
export async function noticesOfReports(deps: Deps, events: readonly ReportEvent[]): Promise<NoticeDraft[]> {
  const handled = events.filter(({ payload }) => payload.handled);
  if (handled.length === 0) return [];
  const reports = await reportsOfPersons(
    deps,
    handled.map(({ payload }) => payload.reportId),
  );
  const numbers = new Map(handled.map(({ payload }) => [payload.reportId, payload.number]));
  return reports.flatMap(({ _id, personId, gigId, handled: done }) => {
    if (!personId || !done) return [];
    const id = _id.toHexString();
    const number = numbers.get(id) ?? '';
    return {
      ...reporterWords(gigNumber(number), done.byOffice, withoutPhones(done.outcome)),
      personId: personId.toHexString(),
      key: `report.handled:${id}`,
      kind: 'report.handled',
      href: '/inbox',
      gigId: gigId.toHexString(),
      pace: 'at_once',
    };
  });
}
