import type { NoticesPage, ReadMark, Unread } from '@linggong/contracts/notice.ts';
import type { Answer, Call } from './client.ts';

/** `cursor`: of the page before. */
export const listNotices = (call: Call, cursor: string | null): Promise<Answer<NoticesPage>> =>
  call('GET', '/me/notices', { query: { cursor } });

export const countUnread = (call: Call): Promise<Answer<Unread>> => call('GET', '/me/notices/unread');

export const markRead = (call: Call, mark: ReadMark): Promise<Answer<Unread>> =>
  call('POST', '/me/notices/read', { body: mark });
