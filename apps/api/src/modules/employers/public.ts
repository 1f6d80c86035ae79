// What other features may use of this one.

export { creditCodeFits } from './credit-code.ts';
export { contactChanged } from './events.ts';
export {
  forwardedEmployers,
  holdEmployers,
  operatorsOf,
  reachOfEmployer,
  removeForwardedEmployers,
} from './forwarded.ts';
export type { EmployerRecord, VerificationRecord } from './model.ts';
export { employerById, employersByIds, joinEmployers, toEmployer } from './repository.ts';
export { employerPublic, validUntil, verificationState } from './verification.ts';
export { watchEmployer } from './watch.ts';
