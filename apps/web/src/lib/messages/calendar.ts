export { calendar } from './zh-CN/calendar.ts';
