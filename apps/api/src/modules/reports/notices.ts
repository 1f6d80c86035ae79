import { gigNumber } from '@linggong/rules/gig-number.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { noticeKind } from '../../platform/notices/kind.ts';
import { noticesOn } from '../../platform/notices/source.ts';
import { say } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import type { ReportRecord } from './model.ts';
import { reportsOfPersons } from './repository/reports.ts';

type Handled = { report: ReportRecord; number: string };

/** Who reported something is told what came of it; one without a name is told nothing. */
const handled = noticeKind({
  kind: 'report.handled',
  icon: 'done',
  to: ({ report }: Handled) => (report.personId ? [report.personId.toHexString()] : []),
  key: ({ report }: Handled) => `report.handled:${report._id.toHexString()}`,
  pace: 'at_once',
  leadsTo: '/inbox',
  work: ({ report }: Handled) => ({ gigId: report.gigId.toHexString() }),
  said: ({ report, number }: Handled) => ({
    number: gigNumber(number),
    office: report.handled?.byOffice ?? '',
    outcome: withoutPhones(report.handled?.outcome ?? ''),
  }),
  words: (said) => say(wordsOf('reports').notices.handled, said),
});

export const reportNotices = [handled] as const;

export const reportNoticesOn = [
  noticesOn('report.changed.v1', async (deps: Deps, events) => {
    const done = events.filter(({ payload }) => payload.handled);
    const ids = done.map(({ payload }) => payload.reportId);
    const reports = ids.length > 0 ? await reportsOfPersons(deps, ids) : [];
    return ({ payload: { reportId, number, handled: isHandled } }) => {
      const report = reports.find(({ _id }) => _id.toHexString() === reportId);
      return isHandled && report?.handled ? handled.drafts({ report, number }) : [];
    };
  }),
];
