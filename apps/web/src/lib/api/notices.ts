import type { NoticeSettings, NoticesPage, ReadMark, Unread } from '@linggong/contracts/notice.ts';
import type { Answer, Call } from './client.ts';

/** `cursor`: of the page before. */
export const listNotices = (call: Call, cursor: string | null): Promise<Answer<NoticesPage>> =>
  call('GET', '/me/notices', { query: { cursor } });

export const countUnread = (call: Call): Promise<Answer<Unread>> => call('GET', '/me/notices/unread');

export const markRead = (call: Call, mark: ReadMark): Promise<Answer<Unread>> =>
  call('POST', '/me/notices/read', { body: mark });

export const getNoticeSettings = (call: Call): Promise<Answer<NoticeSettings>> =>
  call('GET', '/me/notice-settings');

export const saveNoticeSettings = (call: Call, settings: NoticeSettings): Promise<Answer<NoticeSettings>> =>
  call('PUT', '/me/notice-settings', { body: settings });

export const getPushKey = (call: Call): Promise<Answer<{ key: string }>> => call('GET', '/push-key');

/** The same browser again is harmless; one that another account had is this one's from now on. */
export const addPushSubscription = (call: Call, subscription: PushSubscriptionJSON): Promise<Answer<void>> =>
  call('PUT', '/me/push-subscriptions', { body: subscription });

export const removePushSubscription = (call: Call, endpoint: string): Promise<Answer<void>> =>
  call('DELETE', '/me/push-subscriptions', { body: { endpoint } });
