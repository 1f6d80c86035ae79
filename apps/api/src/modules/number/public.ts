// What other features may use of this one.

export { changeNumberFor } from './change.ts';
