import type { Closing, zCloseAccount } from '@linggong/contracts/account.ts';
import { nameKey } from '@linggong/contracts/normal.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import type { Limit } from '../../platform/rate-limit.ts';
import { wordsOf } from '../../words/words.ts';
import { leaveCounts } from '../caps/public.ts';
import { forgetContact, renameHouseholds } from '../employers/public.ts';
import { accountById, closingAccount, normalisePhone, requireMay, rolesOf } from '../identity/public.ts';
import { forgetPerson } from './forget-person.ts';
import { giveAllBack, withTheirGigs } from './give-all-back.ts';
import { aloneIn, inTheWay } from './in-the-way.ts';
import { blockedWords, CLOSED } from './words.ts';

/** Whoever holds somebody's open phone shall not try numbers. */
const TRIES: Limit = { points: 5, seconds: 900 };

/** What closing would end, and what stands in its way. */
export async function readClosing(deps: Deps, viewer: Viewer | null): Promise<Closing> {
  requireMay(viewer, 'account.close');
  return inTheWay(deps, viewer);
}

type Typed = z.output<typeof zCloseAccount>;

/**
 * Who typed the number that they sign in with, or their name where there is none, means it; gives the number. Throws
 * `account.phone_mismatch`.
 */
async function requireMeant(deps: Deps, viewer: Viewer, typed: Typed): Promise<string | null> {
  await deps.limits.take('closing', viewer.accountId, TRIES, 'auth.too_many_attempts');
  const { phoneNumber } = await accountById(deps, viewer.accountId);
  if (!phoneNumber) {
    if (nameKey(typed.name) === nameKey(viewer.name)) return null;
    throw problem('account.phone_mismatch', wordsOf('closing').nameMismatch);
  }
  if (!typed.phone || normalisePhone(typed.phone, deps.settings.PHONE_COUNTRY) !== phoneNumber)
    throw problem('account.phone_mismatch');
  return phoneNumber;
}

/** What is theirs alone goes; what is a record of theirs and others stays, and names nobody. */
async function forget(deps: Deps, viewer: Viewer, phone: string | null): Promise<void> {
  const personId = new Types.ObjectId(viewer.personId);
  await forgetPerson(deps, personId, { name: viewer.name, phone });
  const alone = await aloneIn(deps, viewer);
  const own = viewer.roles.flatMap((role) => (role.role === 'employer' ? [role.employerId] : []));
  if (phone) await forgetContact(deps, own, phone);
  await renameHouseholds(deps, alone, CLOSED.household);
}

/**
 * Closes the viewer's account at once and for good: sessions end, what has not begun is stepped back from, name and
 * number go, the number can sign in anew, and goes on with what it used of the day's caps. What must be kept stays
 * under a pseudonym. All of it or nothing: in one transaction. Throws `account.phone_mismatch`, `account.still_needed`
 * with what is in the way.
 */
export async function closeAccount(deps: Deps, viewer: Viewer | null, typed: Typed): Promise<void> {
  requireMay(viewer, 'account.close');
  const phone = await requireMeant(deps, viewer, typed);
  const { accountId, personId } = viewer;
  const closed = { accountId, personId, phone, pseudonym: CLOSED.person };
  await withTheirGigs(deps, personId, () =>
    closingAccount(deps, closed, async () => {
      // With what they became since they asked.
      const now = { ...viewer, roles: await rolesOf(deps, accountId) };
      const { blocks } = await inTheWay(deps, now);
      if (blocks.length > 0) throw problem('account.still_needed', { detail: blockedWords(blocks) });
      await giveAllBack(deps, personId);
      await forget(deps, now, phone);
      if (phone) await leaveCounts(deps, phone, { personId, accountId });
    }),
  );
}
