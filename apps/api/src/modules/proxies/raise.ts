import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import { tellAlarm } from './events.ts';
import type { AlarmRecord } from './model.ts';
import { addAlarm, alarmOnce, changeAlarm } from './repository.ts';

/** So many people of each are named. */
const NAMED = 60;

export type Found = Pick<
  AlarmRecord,
  'once' | 'kind' | 'proxyId' | 'deskPath' | 'count' | 'of' | 'personIds'
> &
  Partial<Pick<AlarmRecord, 'employerId' | 'employerName'>>;

const isAsTold = (known: AlarmRecord, { count, of, proxyId }: Found): boolean =>
  known.count === count && known.of === of && (!proxyId || proxyId.equals(known.proxyId ?? ''));

/**
 * Tells the county of something once; told again it has the figures of the last. One that was set aside stays so, but
 * with `reopens` where there are more by now. Not within a transaction.
 */
export async function raise(deps: Deps, found: Found, { reopens }: { reopens: boolean }): Promise<void> {
  const all = [...new Map(found.personIds.map((id) => [id.toHexString(), id])).values()];
  const { once, kind, deskPath, proxyId, ...rest } = found;
  const figures = { ...rest, personIds: all.slice(0, NAMED), people: all.length };
  const of = { kind, deskPath, proxyId, employerId: null, employerName: '' };
  const fresh = { at: deps.clock(), aside: null };
  await retryingDuplicates(() =>
    deps.transaction(async () => {
      const known = await alarmOnce(deps, once);
      if (known && isAsTold(known, found)) return;
      const grown = known && reopens && found.count > known.count ? fresh : {};
      const alarm = known
        ? await changeAlarm(deps, known._id, { ...figures, ...(proxyId ? { proxyId } : {}), ...grown })
        : await addAlarm(deps, { _id: new Types.ObjectId(), once, ...of, ...figures, ...fresh });
      if (alarm) await tellAlarm(deps, alarm);
    }),
  );
}
