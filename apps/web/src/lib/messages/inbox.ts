export { inbox } from './zh-CN/inbox.ts';
