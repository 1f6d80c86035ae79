import type { Deps } from '../../deps.ts';
import { type Absent, dropSessions, endingSessions, forgetRanges, phoneChanged } from '../identity/public.ts';
import { moveContacts } from './move.ts';

/**
 * Takes the number off an account, for somebody else has it now: the account stays as it is, nobody signs in to it,
 * nobody is called for it or texted, and the desk can give it another number. All of it or nothing.
 */
export async function releaseNumber(deps: Deps, { accountId, phone }: Absent): Promise<void> {
  const { accounts, persons } = deps.models;
  await endingSessions(deps, async () => {
    const { modifiedCount } = await accounts.updateOne(
      { _id: accountId, phoneNumber: phone },
      { $set: { phoneNumber: null } },
    );
    // Another tap of the same was first.
    if (modifiedCount === 0) return [];
    const person = await persons
      .findOneAndUpdate({ accountId }, { $set: { phone: null, formerPhone: phone } })
      .lean()
      .orFail();
    await forgetRanges(deps, phone);
    const payload = { accountId: accountId.toHexString(), released: true };
    await phoneChanged.tell(deps, payload, { personId: person._id });
    await moveContacts(deps, { accountId: payload.accountId, from: phone, to: null });
    return dropSessions(deps, { userId: accountId });
  });
}
