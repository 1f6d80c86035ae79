// What other features may use of this one.

export type { ShowingRecord } from './model.ts';
export { layInShowings } from './repository.ts';
