import type { Notice, NoticesPage, ReadMark, Unread, zNoticesQuery } from '@linggong/contracts/notice.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { sayTimes } from '../../messages/when.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, pageOf, placeOf } from '../../platform/paging.ts';
import { requireMay } from '../identity/public.ts';
import { noticeRead } from './events.ts';
import type { NoticeRecord } from './model.ts';
import { whoLeft } from './who.ts';

const toNotice = (
  { _id, kind, title, body, href, at, readAt }: NoticeRecord,
  who: string | null,
): Notice => ({
  id: _id.toHexString(),
  kind,
  title: sayTimes(title),
  body: sayTimes(body),
  who,
  href,
  at: at.toISOString(),
  readAt: readAt?.toISOString() ?? null,
});

const countUnread = (deps: Deps, personId: string) =>
  deps.models.notices.countDocuments({ personId, readAt: null });

/** One's own notices, newest first. `seq` is read before them: an event after it is news or is shown already. */
export async function listNotices(
  deps: Deps,
  viewer: Viewer | null,
  { cursor, limit }: z.output<typeof zNoticesQuery>,
): Promise<NoticesPage> {
  requireMay(viewer, 'notice.keep');
  const { personId } = viewer;
  const seq = await deps.events.end();
  const now = deps.clock();
  const found = await deps.models.notices
    .find({ personId, ...afterPlace('at', placeOf(cursor)) })
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean();
  const { page, nextCursor } = pageOf(found, limit, 'at');
  const who = await whoLeft(deps, viewer, page);
  return {
    items: page.map((notice) => toNotice(notice, who(notice))),
    nextCursor,
    unread: await countUnread(deps, personId),
    asOf: now.toISOString(),
    seq,
  };
}

export async function unreadNotices(deps: Deps, viewer: Viewer | null): Promise<Unread> {
  requireMay(viewer, 'notice.keep');
  const seq = await deps.events.end();
  return { unread: await countUnread(deps, viewer.personId), seq };
}

/** Marks one's own as read and tells one's other devices. Others' ids, and what was read before, change nothing. */
export async function markRead(deps: Deps, viewer: Viewer | null, mark: ReadMark): Promise<Unread> {
  requireMay(viewer, 'notice.keep');
  const { personId } = viewer;
  const marked =
    'ids' in mark
      ? { _id: { $in: mark.ids.map((id) => new Types.ObjectId(id)) } }
      : { at: { $lte: new Date(mark.upTo) } };
  const seq = await deps.events.end();
  return deps.transaction(async () => {
    const { modifiedCount } = await deps.models.notices.updateMany(
      { personId, readAt: null, ...marked },
      { $set: { readAt: deps.clock() } },
    );
    const unread = await countUnread(deps, personId);
    if (modifiedCount > 0) {
      const told = 'ids' in mark ? { ids: mark.ids, upTo: null } : { ids: null, upTo: mark.upTo };
      await noticeRead.tell(deps, { ...told, unread }, { personId });
    }
    return { unread, seq };
  });
}
