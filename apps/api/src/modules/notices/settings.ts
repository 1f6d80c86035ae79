import type { NoticeSettings } from '@linggong/contracts/notice.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId, retryingDuplicates } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { requireMay } from '../identity/public.ts';
import type { NoticeSettingsRecord } from './model.ts';
import { DEFAULT_SETTINGS } from './policy.ts';

/** What somebody said, and the defaults for what they didn't. */
export function settled(record: NoticeSettingsRecord | null | undefined) {
  const { push, sms, quiet, digestAt } = { ...DEFAULT_SETTINGS, ...record };
  return { settings: { push, sms, quiet, digestAt }, digestDay: record?.digestDay ?? null };
}

export async function settingsOf(deps: Deps, personIds: readonly Types.ObjectId[]) {
  const found = await deps.models.noticeSettings
    .find({ _id: { $in: personIds } })
    .batchSize(Math.max(1, personIds.length))
    .lean();
  const records = byId(found);
  return (personId: Types.ObjectId) => settled(records.get(personId.toHexString()));
}

/** Looks anew at what waits for somebody: how they can or want to be told has changed. */
export const lookAgain = (deps: Deps, personId: string) =>
  deps.jobs.enqueue([{ kind: 'notices.deliver', key: personId, data: { personId } }]);

export async function getSettings(deps: Deps, viewer: Viewer | null): Promise<NoticeSettings> {
  requireMay(viewer, 'notice.keep');
  const _id = new Types.ObjectId(viewer.personId);
  return settled(await deps.models.noticeSettings.findById(_id).lean()).settings;
}

export async function putSettings(
  deps: Deps,
  viewer: Viewer | null,
  settings: NoticeSettings,
): Promise<NoticeSettings> {
  requireMay(viewer, 'notice.keep');
  await retryingDuplicates(() =>
    deps.transaction(async () => {
      await deps.models.noticeSettings.updateOne(
        { _id: new Types.ObjectId(viewer.personId) },
        { $set: settings },
        { upsert: true },
      );
      await lookAgain(deps, viewer.personId);
    }),
  );
  return settings;
}
