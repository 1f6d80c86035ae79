// What other features may use of this one.

export { matchOf } from './notices.ts';
export { removeAlertsOf } from './usecases.ts';
