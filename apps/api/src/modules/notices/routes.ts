import { zNoticesPage, zNoticesQuery, zReadMark, zUnread } from '@linggong/contracts/notice.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { listNotices, markRead, unreadNotices } from './inbox.ts';

const tag = 'notices';

export function registerNoticeRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/me/notices',
      tag,
      summary: 'One’s notices, newest first',
      query: zNoticesQuery,
      answer: zNoticesPage,
      problems: ['auth.required'],
    },
    ({ viewer, query }) => listNotices(deps, viewer, query),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/me/notices/unread',
      tag,
      summary: 'How many are unread',
      answer: zUnread,
      problems: ['auth.required'],
    },
    ({ viewer }) => unreadNotices(deps, viewer),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/me/notices/read',
      tag,
      summary: 'Marks notices as read, some or all up to a moment; repeating it changes nothing',
      body: zReadMark,
      answer: zUnread,
      problems: ['auth.required'],
    },
    ({ viewer, body }) => markRead(deps, viewer, body),
  );
}
