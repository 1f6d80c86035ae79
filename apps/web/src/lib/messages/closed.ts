export { closed } from './zh-CN/closed.ts';
