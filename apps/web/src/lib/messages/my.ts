export { my } from './zh-CN/my.ts';
