import type { Notice, NoticesPage, ReadMark, Unread, zNoticesQuery } from '@linggong/contracts/notice.ts';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { pageOf, placeOf } from '../../platform/paging.ts';
import { requireMay } from '../identity/public.ts';
import { wordsOf } from './compose.ts';
import { noticeRead } from './events.ts';
import { whoseAre } from './for-proxies.ts';
import type { NoticeRecord } from './model.ts';
import { countUnread, noticesFrom, setRead } from './repository/notices.ts';

type Named = Pick<Notice, 'who' | 'about'>;
const toNotice = (deps: Deps, notice: NoticeRecord, named: Named): Notice => {
  const { _id, kind, href, at, readAt } = notice;
  return {
    id: _id.toHexString(),
    kind,
    icon: deps.notices.kind(kind).icon,
    ...wordsOf(deps, notice),
    ...named,
    href,
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
};

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
  const found = await noticesFrom(deps, personId, placeOf(cursor), limit + 1);
  const { page, nextCursor } = pageOf(found, limit, 'at');
  const who = await deps.notices.who(viewer, page);
  const whose = await whoseAre(deps, viewer, page);
  return {
    items: page.map((notice) => toNotice(deps, notice, { who: who(notice), about: whose(notice) })),
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
  const seq = await deps.events.end();
  return deps.transaction(async () => {
    const marked = await setRead(deps, personId, mark, deps.clock());
    const unread = await countUnread(deps, personId);
    if (marked > 0) {
      const told = 'ids' in mark ? { ids: mark.ids, upTo: null } : { ids: null, upTo: mark.upTo };
      await noticeRead.tell(deps, { ...told, unread }, { personId });
    }
    return { unread, seq };
  });
}
