export { posting } from './zh-CN/posting.ts';
