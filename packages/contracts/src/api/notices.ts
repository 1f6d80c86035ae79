import {
  zNoticeSettings,
  zNoticesPage,
  zNoticesQuery,
  zPushEndpoint,
  zPushKey,
  zPushSubscription,
  zReadMark,
  zUnread,
} from '../notice.ts';
import { operation } from './operation.ts';

export const listNotices = operation({
  method: 'get',
  path: '/me/notices',
  tag: 'notices',
  summary: 'One’s notices, newest first',
  who: 'account',
  query: zNoticesQuery,
  answer: zNoticesPage,
});

export const countUnread = operation({
  method: 'get',
  path: '/me/notices/unread',
  tag: 'notices',
  summary: 'How many are unread',
  who: 'account',
  answer: zUnread,
});

export const markRead = operation({
  method: 'post',
  path: '/me/notices/read',
  tag: 'notices',
  summary: 'Marks notices as read, some or all up to a moment; repeating it changes nothing',
  who: 'account',
  body: zReadMark,
  answer: zUnread,
});

export const getNoticeSettings = operation({
  method: 'get',
  path: '/me/notice-settings',
  tag: 'notices',
  summary: 'How one is told',
  who: 'account',
  answer: zNoticeSettings,
});

export const saveNoticeSettings = operation({
  method: 'put',
  path: '/me/notice-settings',
  tag: 'notices',
  summary: 'Says how one wants to be told',
  who: 'account',
  body: zNoticeSettings,
  answer: zNoticeSettings,
});

export const getPushKey = operation({
  method: 'get',
  path: '/push-key',
  tag: 'notices',
  summary: 'The key for PushManager.subscribe; a browser subscribed with another one has to do it anew',
  answer: zPushKey,
});

export const addPushSubscription = operation({
  method: 'put',
  path: '/me/push-subscriptions',
  tag: 'notices',
  summary: 'Lets this browser be told, as long as it is signed in',
  who: 'account',
  body: zPushSubscription,
  problems: ['cap.reached'],
});

export const removePushSubscription = operation({
  method: 'delete',
  path: '/me/push-subscriptions',
  tag: 'notices',
  summary: 'Tells this browser nothing more',
  who: 'account',
  body: zPushEndpoint,
});
