import {
  zNoticeSettings,
  zNoticesPage,
  zNoticesQuery,
  zPushEndpoint,
  zPushKey,
  zPushSubscription,
  zReadMark,
  zUnread,
} from '@linggong/contracts/notice.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { listNotices, markRead, unreadNotices } from './inbox.ts';
import { getSettings, putSettings } from './settings.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

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
  endpoint(
    app,
    {
      method: 'get',
      path: '/me/notice-settings',
      tag,
      summary: 'How one is told',
      answer: zNoticeSettings,
      problems: ['auth.required'],
    },
    ({ viewer }) => getSettings(deps, viewer),
  );
  endpoint(
    app,
    {
      method: 'put',
      path: '/me/notice-settings',
      tag,
      summary: 'Says how one wants to be told',
      body: zNoticeSettings,
      answer: zNoticeSettings,
      problems: ['auth.required'],
    },
    ({ viewer, body }) => putSettings(deps, viewer, body),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/push-key',
      tag,
      summary: 'The key for PushManager.subscribe; a browser subscribed with another one has to do it anew',
      answer: zPushKey,
    },
    async () => ({ key: deps.push.key }),
  );
  endpoint(
    app,
    {
      method: 'put',
      path: '/me/push-subscriptions',
      tag,
      summary: 'Lets this browser be told, as long as it is signed in',
      body: zPushSubscription,
      problems: ['cap.reached', 'auth.required'],
    },
    ({ viewer, body }) => subscribe(deps, viewer, body),
  );
  endpoint(
    app,
    {
      method: 'delete',
      path: '/me/push-subscriptions',
      tag,
      summary: 'Tells this browser nothing more',
      body: zPushEndpoint,
      problems: ['auth.required'],
    },
    ({ viewer, body }) => unsubscribe(deps, viewer, body.endpoint),
  );
}
