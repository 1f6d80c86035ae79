import type { NoticeSettings } from '@linggong/contracts/notice.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId, retryingDuplicates } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { requireMay } from '../identity/public.ts';
import type { NoticeSettingsRecord } from './model.ts';
import { DEFAULT_SETTINGS } from './policy.ts';
import { saveSettings, settingsRecord, settingsRecords } from './repository/settings.ts';

/** What somebody said, and the defaults for what they didn't. */
export function settled(record: NoticeSettingsRecord | null | undefined) {
  const { push, sms, quiet, digestAt } = { ...DEFAULT_SETTINGS, ...record };
  return { settings: { push, sms, quiet, digestAt }, digestDay: record?.digestDay ?? null };
}

export async function settingsOf(deps: Deps, personIds: readonly Types.ObjectId[]) {
  const records = byId(await settingsRecords(deps, personIds));
  return (personId: Types.ObjectId) => settled(records.get(personId.toHexString()));
}

/** Looks anew at what waits for somebody: how they can or want to be told has changed. */
export const lookAgain = (deps: Deps, personId: string) =>
  deps.jobs.enqueue([{ kind: 'notices.deliver', key: personId, data: { personId } }]);

export async function getSettings(deps: Deps, viewer: Viewer | null): Promise<NoticeSettings> {
  requireMay(viewer, 'notice.keep');
  return settled(await settingsRecord(deps, viewer.personId)).settings;
}

export async function putSettings(
  deps: Deps,
  viewer: Viewer | null,
  settings: NoticeSettings,
): Promise<NoticeSettings> {
  requireMay(viewer, 'notice.keep');
  await retryingDuplicates(() =>
    deps.transaction(async () => {
      await saveSettings(deps, new Types.ObjectId(viewer.personId), settings);
      await lookAgain(deps, viewer.personId);
    }),
  );
  return settings;
}
