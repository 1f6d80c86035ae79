export { about } from './zh-CN/about.ts';
