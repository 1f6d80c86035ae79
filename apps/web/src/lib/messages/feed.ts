export { feed } from './zh-CN/feed.ts';
