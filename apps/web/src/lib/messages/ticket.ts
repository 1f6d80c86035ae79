export { ticket } from './zh-CN/ticket.ts';
