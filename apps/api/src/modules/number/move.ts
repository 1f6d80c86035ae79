import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { isDuplicate } from '../../platform/database.ts';
import { problem } from '../../platform/problem.ts';
import { copyCounts } from '../caps/public.ts';
import { contactChanged, reachedBy, setContactPhone } from '../employers/public.ts';
import { employersOfAccount, setNumber } from '../identity/public.ts';
import { askForOldNumberText } from './old-number-text.ts';

type Move = {
  accountId: string;
  /** E.164 both. Null: it has none, as somebody else has the one that it had. */
  from: string | null;
  to: string;
  /** The session that stays signed in; null: none. */
  here: string | null;
};

/** Lets employers of the account that are reached by the number it had be reached by another; null: by none. */
export async function moveContacts(
  deps: Deps,
  { accountId, from, to }: { accountId: string; from: string; to: string | null },
): Promise<void> {
  const own = await employersOfAccount(deps, new Types.ObjectId(accountId));
  for (const employer of await reachedBy(deps, own, from)) {
    const employerId = employer._id.toHexString();
    await setContactPhone(deps, employer._id, to);
    await contactChanged.tell(deps, { employerId, byAccountId: accountId }, employer);
  }
}

/**
 * Gives an account another number, with all that is its own, tells the old one so, and ends its sessions but one.
 * Employers that people reach by the number it had are reached by the new one. Whoever signs in anew with the old number
 * goes on from what it used of today's caps. All of it or nothing. Throws `account.phone_taken`,
 * `account.confirm_first` where it has another number by now.
 */
export async function moveNumber(deps: Deps, move: Move): Promise<void> {
  const { accountId, from, to } = move;
  try {
    const moved = await setNumber(deps, move, async (personId) => {
      if (from === null) return;
      await copyCounts(deps, from, { personId, accountId });
      await askForOldNumberText(deps, { from, to });
      await moveContacts(deps, { accountId, from, to });
    });
    if (!moved) throw problem('account.confirm_first');
  } catch (error) {
    throw isDuplicate(error) ? problem('account.phone_taken') : error;
  }
}
