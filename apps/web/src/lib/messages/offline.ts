export { offline } from './zh-CN/offline.ts';
