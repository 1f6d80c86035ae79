import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { endingSessions } from './live-sessions.ts';
import { removeAccount } from './repository/accounts.ts';
import { pseudonymisePerson } from './repository/persons.ts';
import { sessionIds } from './repository/sessions.ts';
import { forgetRanges } from './sends.ts';

/** Does what closing an account takes, and removes it with its sessions and roles: all or nothing, in one transaction. */
export const closingAccount = (
  deps: Deps,
  accountId: Types.ObjectId,
  work: () => Promise<void>,
): Promise<void> =>
  endingSessions(deps, async () => {
    await work();
    const sessions = await sessionIds(deps, { accountId });
    await removeAccount(deps, accountId);
    return sessions;
  });

/** Leaves of a person a record under a pseudonym, and forgets from where their number (E.164) signed in. */
export async function closePerson(
  deps: Deps,
  { personId, phone }: { personId: Types.ObjectId; phone: string },
  pseudonym: string,
): Promise<void> {
  await pseudonymisePerson(deps, personId, pseudonym);
  await forgetRanges(deps, phone);
}
