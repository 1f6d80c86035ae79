export { units } from './zh-CN/units.ts';
