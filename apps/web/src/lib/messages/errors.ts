export { errors } from './zh-CN/errors.ts';
