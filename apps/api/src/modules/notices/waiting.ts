import { DAY_MS } from '@linggong/rules/time.ts';
import { aboutOf } from './compose.ts';
import type { NoticeRecord } from './model.ts';
import type { Waiting } from './policy.ts';

/** A notice as it is planned when and how it is delivered. */
export const toWaiting = (notice: NoticeRecord): Waiting => ({
  id: notice._id.toHexString(),
  pace: notice.pace,
  at: notice.at,
  begins: notice.begins,
  latest:
    notice.kind === 'booking.taken' && notice.begins ? new Date(notice.begins.getTime() - DAY_MS) : null,
  about: aboutOf(notice),
  via: notice.via,
});
