export { alerts } from './zh-CN/alerts.ts';
