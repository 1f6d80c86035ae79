// What other features may use of this one.

export type { NoticeRecord } from './model.ts';
export { forgetNotices } from './repository/forget.ts';
export { datedShifts, nextOf, toldOf } from './told.ts';
export { addNotices } from './write.ts';
