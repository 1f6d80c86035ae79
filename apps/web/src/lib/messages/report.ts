export { report } from './zh-CN/report.ts';
