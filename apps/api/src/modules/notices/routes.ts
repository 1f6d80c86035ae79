import * as api from '@linggong/contracts/api/notices.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { listNotices, markRead, unreadNotices } from './inbox.ts';
import { getSettings, putSettings } from './settings.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

export function registerNoticeRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.listNotices, ({ viewer, query }) => listNotices(deps, viewer, query));
  serve(app, api.countUnread, ({ viewer }) => unreadNotices(deps, viewer));
  serve(app, api.markRead, ({ viewer, body }) => markRead(deps, viewer, body));
  serve(app, api.getNoticeSettings, ({ viewer }) => getSettings(deps, viewer));
  serve(app, api.saveNoticeSettings, ({ viewer, body }) => putSettings(deps, viewer, body));
  serve(app, api.getPushKey, async () => ({ key: deps.push.key }));
  serve(app, api.addPushSubscription, ({ viewer, body }) => subscribe(deps, viewer, body));
  serve(app, api.removePushSubscription, ({ viewer, body }) => unsubscribe(deps, viewer, body.endpoint));
}
