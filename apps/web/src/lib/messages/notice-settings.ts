export { noticeSettings } from './zh-CN/notice-settings.ts';
