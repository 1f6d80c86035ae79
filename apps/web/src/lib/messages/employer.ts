export { employer } from './zh-CN/employer.ts';
