export { live } from './zh-CN/live.ts';
