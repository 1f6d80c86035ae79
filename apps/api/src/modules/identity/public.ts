// What other features may use of this one.

// Signing in, and numbers (E.164).
export { type Absent, absentBy, requireName } from './absence.ts';
// Who asks, and what they may.
export { regionIdsOf, requireMay, requireSignedIn, roomsOf } from './access.ts';
// Accounts, their persons, employers and sessions.
export { closingAccount } from './close.ts';
export { codesTable } from './code-budgets.ts';
export { requireInForce } from './consent.ts';
export { grantRole } from './grants.ts';
export type { NamedEmployer, SaidBy } from './hooks.ts';
export { languageOf, languagesOf } from './language.ts';
export { endingSessions } from './live-sessions.ts';
export type { MembershipRecord, PersonRecord } from './model.ts';
export { redeemNumberCode, sendNumberCode } from './number-codes.ts';
export { officeOf } from './offices.ts';
export { changeRecord as changePersonRecord, hasSignedIn } from './persons.ts';
export { maskPhone, normalisePhone } from './phone.ts';
export {
  accountById,
  accountIdByPhone,
  dropAccount,
  phoneOfAccount,
  phonesOfAccounts,
} from './repository/accounts.ts';
export { layInPeople } from './repository/lay-in.ts';
export {
  addMember,
  brokerRole,
  brokerRoles,
  employersOfAccount,
  memberPersons,
  operatorsAt,
  removeBrokerRole,
  withMembers,
} from './repository/memberships.ts';
export {
  addAllWithoutAccount,
  addWithoutAccount,
  closePerson,
  linkAccount,
  personById,
  personsByIds,
  personsByPhone,
  personsByPhones,
  personsOfAccounts,
  pseudonymisePerson,
  putPerson,
  removePersons,
  touchPerson,
} from './repository/persons.ts';
export { livingSessions, sessionEnds, sessionsEndingIn, sessionsOfAccount } from './repository/sessions.ts';
export { deskRooms, personRoom, rooms, toEverybody } from './rooms.ts';
export { rememberRange } from './sends.ts';
export { endedCookie, setCookies, signedSessions } from './session-cookie.ts';
export { accountOfNumber, setNumber } from './set-number.ts';
export { codeText } from './texts.ts';
export { agreeing, ensureAccount, letIn, makeAccount, me, openAccount, type SignedIn } from './usecases.ts';
export { rolesOf, withLookedAfter } from './viewer.ts';
