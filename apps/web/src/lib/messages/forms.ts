export { forms } from './zh-CN/forms.ts';
