// What other features may use of this one.

export { prepareRolls } from './aside/reader.ts';
