import type { ConsentGiven } from '@linggong/contracts/proxy.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { hasSignedIn, type PersonRecord, phoneOfAccount, redeemNumberCode } from '../identity/public.ts';
import { entryById, isRecent, numberIsFresh, wroteNumberOf } from '../people/public.ts';
import { refused } from './refused.ts';

/** A code to somebody's phone is good for the consent of that person alone. */
export const purposeOf = (personId: string) => `consent ${personId}`;

/** Whether somebody signs in with a phone of their own, and so can be asked by it. */
export const hasOwnPhone = async (deps: Deps, { accountId }: PersonRecord): Promise<boolean> =>
  accountId !== null && (await phoneOfAccount(deps, accountId)) !== null;

/**
 * The number by which somebody may be asked, unless it is the number of who is to act, or took another's place a few days
 * ago: whoever reads its messages then may be anybody. Throws `grant.refused`. `proxyNumber`: null where it isn't known.
 */
export async function numberToAsk(
  deps: Deps,
  person: PersonRecord,
  proxyNumber: string | null,
): Promise<string> {
  if (!person.phone) throw refused('no_phone');
  if (person.phone === proxyNumber) throw refused('proxys_number');
  const entry = await entryById(deps, person._id);
  if (isRecent(deps, person.phoneChangedAt) || numberIsFresh(deps, entry)) throw refused('number_fresh');
  return person.phone;
}

/**
 * Whether a code to somebody's number shows no more than the recorder's own word: they wrote it down themselves of late,
 * and nobody has signed in with it.
 */
export async function isOwnWord(deps: Deps, { accountId }: Viewer, person: PersonRecord): Promise<boolean> {
  const entry = await entryById(deps, person._id);
  if (!person.phone || !entry || !wroteNumberOf(deps, accountId, entry)) return false;
  return !(await hasSignedIn(deps, person.phone));
}

/** Uses up the code that the person read out, where they agreed by one. Throws as `numberToAsk` and `redeemNumberCode`. */
export async function checkCode(
  deps: Deps,
  viewer: Viewer,
  { person, proxyNumber }: { person: PersonRecord; proxyNumber: string },
  given: ConsentGiven & { clientIp: string },
): Promise<void> {
  if (given.kind !== 'code') return;
  const phone = await numberToAsk(deps, person, proxyNumber);
  const purpose = purposeOf(person._id.toHexString());
  await redeemNumberCode(deps, viewer, { phone, purpose, clientIp: given.clientIp, code: given.code });
}
