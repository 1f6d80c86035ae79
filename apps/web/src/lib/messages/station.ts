export { station } from './zh-CN/station.ts';
