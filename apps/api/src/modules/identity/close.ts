import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { endingSessions } from './live-sessions.ts';
import { removeAccount } from './repository/accounts.ts';
import { pseudonymisePerson, touchPerson } from './repository/persons.ts';
import { sessionIds } from './repository/sessions.ts';
import { forgetRanges } from './sends.ts';

/** `phone`: E.164; null: it has none. `pseudonym`: the name under which the person's record stays. */
type Closed = { accountId: string; personId: string; phone: string | null; pseudonym: string };

/**
 * Closes an account after `work` has seen to all else that is its person's: the record of the person stays under a
 * pseudonym, the account goes, with its sessions and roles, and from where its number signed in is forgotten. All of it
 * or nothing, in one transaction.
 */
export const closingAccount = (
  deps: Deps,
  { accountId, personId, phone, pseudonym }: Closed,
  work: () => Promise<void>,
): Promise<void> =>
  endingSessions(deps, async () => {
    // Whoever takes work for the person at this moment touches the record too: one of the two comes after the other.
    await touchPerson(deps, personId);
    await work();
    await pseudonymisePerson(deps, personId, pseudonym);
    if (phone) await forgetRanges(deps, phone);
    const account = new Types.ObjectId(accountId);
    const sessions = await sessionIds(deps, { accountId: account });
    await removeAccount(deps, account);
    return sessions;
  });
