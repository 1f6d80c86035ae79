import type { Deps } from '../../deps.ts';
import { aboutOf } from './compose.ts';
import type { NoticeRecord } from './model.ts';
import type { Waiting } from './policy.ts';

/** A notice as it is planned when and how it is delivered. */
export const toWaiting = (deps: Pick<Deps, 'notices'>, notice: NoticeRecord): Waiting => ({
  id: notice._id.toHexString(),
  pace: notice.pace,
  at: notice.at,
  begins: notice.begins,
  latest: deps.notices.kind(notice.kind).latest?.(notice) ?? null,
  about: aboutOf(deps, notice),
  via: notice.via,
});
