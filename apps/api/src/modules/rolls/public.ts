// What other features may use of this one.

export { prepareRolls } from './aside/reader.ts';
export type { RollRecord, RollRowRecord } from './model.ts';
export { layInRoll } from './repository/rolls.ts';
