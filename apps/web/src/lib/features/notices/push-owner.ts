/** Whose notices this browser gets, kept beside its subscription: on a shared phone it may be somebody else's. */
const OWNER = 'lg-push-owner';

export function getsPushes(accountId: string): boolean {
  try {
    return localStorage.getItem(OWNER) === accountId;
  } catch {
    return false;
  }
}

/** Null: nobody's. */
export function setPushOwner(accountId: string | null): void {
  if (accountId === null) localStorage.removeItem(OWNER);
  else localStorage.setItem(OWNER, accountId);
}
