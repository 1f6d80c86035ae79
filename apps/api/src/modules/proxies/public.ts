// What other features may use of this one.

export { type Acting, honourGrant, requireMayFor } from './acting.ts';
export type { GrantRecord } from './model.ts';
export { layInGrants } from './repository.ts';
