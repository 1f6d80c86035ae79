import type { Deps } from '../../deps.ts';
import { deskRooms } from '../gigs/events.ts';
import type { ReportRecord } from './model.ts';

/** To the operators in charge: a report came in, or was handled. Its words and phone are read at the desk, not pushed. */
export const tellReport = (deps: Deps, report: ReportRecord, number: string) =>
  deps.events.append(
    'report.changed.v1',
    {
      reportId: report._id.toHexString(),
      gigId: report.gigId.toHexString(),
      number,
      kind: report.kind,
      handled: report.handled !== null,
    },
    deskRooms(report),
  );
