export { common } from './zh-CN/common.ts';
