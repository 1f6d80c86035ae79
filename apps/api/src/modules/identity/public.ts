// What other features may use of this one.

export { type Absent, absentBy, requireName } from './absence.ts';
export { regionIdsOf, requireMay, requireSignedIn, roomsOf } from './access.ts';
export { codesTable } from './code-budgets.ts';
export { requireInForce } from './consent.ts';
export { phoneChanged } from './events.ts';
export { grantRole } from './grants.ts';
export type { NamedEmployer } from './hooks.ts';
export { dropSessions, endingSessions, sessionsOf } from './live-sessions.ts';
export { memberPersons } from './members.ts';
export type { MembershipRecord, PersonRecord } from './model.ts';
export { redeemNumberCode, sendNumberCode } from './number-codes.ts';
export { officeOf } from './offices.ts';
export { maskPhone, normalisePhone } from './phone.ts';
export {
  accountById,
  addMember,
  closePerson,
  employersOfAccount,
  livingSessions,
  operatorsAt,
  personById,
  personsByIds,
  personsOfAccounts,
  phoneOfAccount,
  removeAccount,
  sessionEnds,
  sessionsEndingIn,
  touchPerson,
  withMembers,
} from './repository.ts';
export { deskRooms, personRoom, rooms, toEverybody } from './rooms.ts';
export { forgetRanges, rememberRange } from './sends.ts';
export { endedCookie, setCookies } from './session-cookie.ts';
export { agreeing, ensureAccount, me, type SignedIn, signInUnasked } from './usecases.ts';
export { rolesOf } from './viewer.ts';
