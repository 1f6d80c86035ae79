export { notSent } from './zh-CN/not-sent.ts';
