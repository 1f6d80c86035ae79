export { imports } from './zh-CN/imports.ts';
