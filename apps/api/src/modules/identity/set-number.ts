import { nameKey } from '@linggong/contracts/normal.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { phoneChanged } from './events.ts';
import { dropSessions, endingSessions } from './live-sessions.ts';
import { accountIdByPhone, replacePhone } from './repository/accounts.ts';
import { personsWhoHad, setPersonPhone } from './repository/persons.ts';
import { forgetRanges } from './sends.ts';

type Numbers = {
  accountId: string;
  /** E.164. Null: it has none, as somebody else has the one that it had. */
  from: string | null;
  /** E.164. Null: none from now on, as somebody else has the one that it has. */
  to: string | null;
  /** The session that stays signed in; null: none. */
  here: string | null;
};

/**
 * Gives an account and its person another number, and ends the account's sessions but one; `alongside`: what else
 * changes, with the person's id. All of it or nothing, in one transaction. False, and nothing done, where the account
 * has another number than `from` by now. Fails as a duplicate where another account has `to`.
 */
export async function setNumber(
  deps: Deps,
  { accountId, from, to, here }: Numbers,
  alongside: (personId: Types.ObjectId) => Promise<void>,
): Promise<boolean> {
  const _id = new Types.ObjectId(accountId);
  let done = false;
  await endingSessions(deps, async () => {
    done = await replacePhone(deps, _id, { from, to });
    if (!done) return [];
    const former = to === null ? from : null;
    const person = await setPersonPhone(deps, _id, { phone: to, former, at: deps.clock() });
    await phoneChanged.tell(
      deps,
      { accountId, ...(to === null ? { released: true } : {}) },
      { personId: person._id },
    );
    if (from !== null) await forgetRanges(deps, from);
    await alongside(person._id);
    return dropSessions(deps, { accountId: _id, but: here === null ? null : new Types.ObjectId(here) });
  });
  return done;
}

/**
 * The account that has a number (E.164), or, with its person's name, that has it or had it before somebody else did.
 * `from`: the number that it has; null: somebody else has that. Throws `person.not_found`.
 */
export async function accountOfNumber(
  deps: Deps,
  phone: string,
  name?: string,
): Promise<{ accountId: string; from: string | null }> {
  const accountId = await accountIdByPhone(deps, phone);
  if (name === undefined) {
    if (!accountId) throw problem('person.not_found');
    return { accountId: accountId.toHexString(), from: phone };
  }
  const found = (await personsWhoHad(deps, phone, accountId)).filter(
    (person) => nameKey(person.name) === nameKey(name),
  );
  const [person] = found;
  if (!person || found.length > 1) throw problem('person.not_found');
  return { accountId: String(person.accountId), from: person.phone === phone ? phone : null };
}
