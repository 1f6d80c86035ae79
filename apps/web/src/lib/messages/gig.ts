export { gig } from './zh-CN/gig.ts';
