// What other features may use of this one.

export { type Acting, byGrant, forOneself, honourGrant, nameForOther, requireMayFor } from './acting.ts';
export { endGrantsOfClosed } from './closing.ts';
export type { ProxyHooks } from './hooks.ts';
export { lookAtProxy } from './look.ts';
export type { AlarmRecord, GrantRecord } from './model.ts';
export { phoneAlarmOf } from './phone-alarms.ts';
export { type About, onceIn } from './raise.ts';
export {
  countLiveGrantsTo,
  grantsByIds,
  grantsStanding,
  lastGrantsOf,
  layInAlarms,
  layInGrants,
  liveGrantsTo,
  lookingAt,
  seenBy,
} from './repository.ts';
export { toGrants } from './views.ts';
