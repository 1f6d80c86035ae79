// What other features may use of this one.

export type { NoticeRecord } from './model.ts';
export { forgetNotices } from './repository/forget.ts';
export { insertNotices } from './repository/notices.ts';
export { addNotices } from './write.ts';
