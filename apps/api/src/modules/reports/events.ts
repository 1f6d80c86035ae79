import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
import { deskRooms } from '../identity/public.ts';
import type { ReportRecord } from './model.ts';

export const reportChanged = eventKind('report.changed.v1', deskRooms);

/** To the operators in charge: a report came in, or was handled. Its words and phone are read at the desk, not pushed. */
export const tellReport = (deps: Deps, report: Omit<ReportRecord, 'text'>, number: string) =>
  reportChanged.tell(
    deps,
    {
      reportId: report._id.toHexString(),
      gigId: report.gigId.toHexString(),
      number,
      kind: report.kind,
      handled: report.handled !== null,
    },
    report,
  );
