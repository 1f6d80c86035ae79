// What other features may use of this one.

export { creditCodeFits } from './credit-code.ts';
export { contactChanged, employerSuspended } from './events.ts';
export {
  forwardedEmployers,
  holdEmployers,
  operatorsOf,
  reachOfEmployer,
  removeForwardedEmployers,
} from './forwarded.ts';
export type { EmployerRecord, SuspensionRecord, VerificationRecord } from './model.ts';
export {
  anyChecked,
  employerById,
  employerOf,
  employersByIds,
  employersLike,
  joinEmployers,
  latestSuspensionsOf,
  reachedBy,
} from './repository/find.ts';
export { anyEmployer, layInEmployers } from './repository/lay-in.ts';
export {
  forgetContact,
  recordSuspension,
  renameHouseholds,
  setContactPhone,
  watchEmployer,
} from './repository/save.ts';
export { requireNotSuspended, suspensionOf } from './suspension.ts';
export { visibleEmployer } from './usecases.ts';
export { employerPublic, validUntil, verificationState } from './verification.ts';
export { officeOver } from './verify.ts';
export { toEmployer } from './views.ts';
