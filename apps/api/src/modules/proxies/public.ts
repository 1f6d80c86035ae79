// What other features may use of this one.

export { type Acting, byGrant, forOneself, honourGrant, requireMayFor } from './acting.ts';
export { endGrantsOfClosed } from './closing.ts';
export { type HeldByPeople, lookAtProxy } from './look.ts';
export type { GrantRecord } from './model.ts';
export {
  countLiveGrantsTo,
  grantsByIds,
  layInGrants,
  liveGrantsTo,
  lookingAt,
  seenBy,
} from './repository.ts';
export { toGrants } from './views.ts';
