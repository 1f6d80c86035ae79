// What other features may use of this one.

export { isAtDesk } from './access.ts';
