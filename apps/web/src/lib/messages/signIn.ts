export { signIn } from './zh-CN/signIn.ts';
