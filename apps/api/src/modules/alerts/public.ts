// What other features may use of this one.

export { removeAlertsOf } from './usecases.ts';
export { matchText } from './words.ts';
