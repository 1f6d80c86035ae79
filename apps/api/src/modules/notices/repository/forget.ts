import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';

/** All that is kept of a person here: their inbox, what they chose, the browsers that are told. */
export async function forgetNotices(deps: Pick<Deps, 'models'>, personId: Types.ObjectId): Promise<void> {
  await deps.models.notices.deleteMany({ personId });
  await deps.models.noticeSettings.deleteMany({ _id: personId });
  await deps.models.pushSubscriptions.deleteMany({ personId });
}
