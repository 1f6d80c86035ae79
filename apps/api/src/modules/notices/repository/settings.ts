import type { NoticeSettings } from '@linggong/contracts/notice.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { NoticeSettingsRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = string | Types.ObjectId;

/** Null: this person never said. */
export const settingsRecord = (deps: Source, personId: Id): Promise<NoticeSettingsRecord | null> =>
  deps.models.noticeSettings.findById(personId).lean().exec();

export const settingsRecords = (
  deps: Source,
  personIds: readonly Types.ObjectId[],
): Promise<NoticeSettingsRecord[]> =>
  deps.models.noticeSettings
    .find({ _id: { $in: personIds } })
    .batchSize(Math.max(1, personIds.length))
    .lean()
    .exec();

/** Two at once may meet in a duplicate: see `retryingDuplicates`. */
export const saveSettings = (
  deps: Source,
  personId: Types.ObjectId,
  change: Partial<NoticeSettings> | Pick<NoticeSettingsRecord, 'digestDay'>,
) => deps.models.noticeSettings.updateOne({ _id: personId }, { $set: change }, { upsert: true });
