export { desk } from './zh-CN/desk.ts';
