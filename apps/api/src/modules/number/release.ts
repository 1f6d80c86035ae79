import type { Deps } from '../../deps.ts';
import { type Absent, setNumber } from '../identity/public.ts';
import { moveContacts } from './move.ts';

/**
 * Takes the number off an account, for somebody else has it now: the account stays as it is, nobody signs in to it,
 * nobody is called for it or texted, and the desk can give it another number. All of it or nothing.
 */
export async function releaseNumber(deps: Deps, absent: Absent): Promise<void> {
  const accountId = absent.accountId.toHexString();
  const numbers = { accountId, from: absent.phone, to: null };
  // Nothing is done where another tap of the same was first.
  await setNumber(deps, { ...numbers, here: null }, () => moveContacts(deps, numbers));
}
