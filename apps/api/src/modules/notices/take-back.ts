import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { lookingAt } from '../proxies/public.ts';
import { noticeRead } from './events.ts';
import type { NoticeRecord } from './model.ts';
import { countUnread, noticesOfOtherTimes, removeNotices } from './repository/notices.ts';

type OfBooking = Pick<NoticeRecord, 'personId' | 'kind'> & { bookingId: Types.ObjectId };

/**
 * Takes notices of a kind and a booking out of the person's inbox, and of who acts for them, but those of work that begins
 * at one of these times.
 */
export async function takeBackNotices(deps: Deps, of: OfBooking, right: readonly Date[]): Promise<void> {
  const proxies = (await lookingAt(deps, [of.personId.toHexString()])).map(({ proxyId }) => proxyId);
  for (const personId of [of.personId, ...proxies]) await takeBackFrom(deps, { ...of, personId }, right);
}

async function takeBackFrom(deps: Deps, of: OfBooking, right: readonly Date[]): Promise<void> {
  if ((await noticesOfOtherTimes(deps, of, right)).length === 0) return;
  await deps.transaction(async () => {
    const ids = await noticesOfOtherTimes(deps, of, right);
    await removeNotices(deps, ids);
    const unread = await countUnread(deps, of.personId);
    await noticeRead.tell(deps, { ids: ids.map(String), upTo: null, unread }, of);
  });
}
