export { number } from './zh-CN/number.ts';
