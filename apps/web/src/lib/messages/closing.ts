export { closing } from './zh-CN/closing.ts';
