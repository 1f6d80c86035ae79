export { me } from './zh-CN/me.ts';
