import { randomInt } from 'node:crypto';
import type { Consent } from '@linggong/contracts/about.ts';
import { CLAIM_DIGITS, type ClaimCode } from '@linggong/contracts/people.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import { clientRange } from '../../platform/http/address.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { hmac } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import { countOne, uncountOne } from '../../platform/tallies.ts';
import { wordsOf } from '../../words/words.ts';
import { countInTransaction } from '../caps/public.ts';
import {
  agreeing,
  dropAccount,
  linkAccount,
  makeAccount,
  openAccount,
  type PersonRecord,
  personById,
  phoneOfAccount,
  requireInForce,
  type SignedIn,
} from '../identity/public.ts';
import { tellPerson } from './events.ts';
import type { EntryRecord } from './model.ts';
import { byDesk, noteAct } from './note.ts';
import { entryFor, livingEntry } from './read.ts';
import { isMadeIn, replaceClaim, useClaimUp } from './repository/claims.ts';

export const CLAIM_SECONDS = 900;
/**
 * Wrong codes from one range of addresses, and from all, in a quarter of an hour. There are 10^8 codes, each good for as
 * long: with ten of them open at once, and strangers who guess day and night, one is hit in two hundred days. Where a desk
 * made a code that is still good there is a budget beside these: whoever stands in its hall gets in, however many guess
 * elsewhere.
 */
const FROM_RANGE = { points: 10, seconds: 900 };
const FROM_ALL = { points: 500, seconds: 900 };
/** Many stand behind one address there: so many that nobody shuts the others out by a minute's typing. */
const AT_DESK = { points: 400, seconds: 900 };

const rangeOf = (deps: Pick<Deps, 'secret'>, clientIp: string) =>
  hmac(deps.secret, 'people.claim.range', clientRange(clientIp));

const keyOf = (deps: Pick<Deps, 'secret'>, code: string) => hmac(deps.secret, 'people.claim', code);

/** Throws `people.has_phone` where the person can sign in by themself. */
async function requireNoPhone(deps: Deps, entry: EntryRecord): Promise<void> {
  const person = await personById(deps, entry._id);
  const phone = person?.accountId && (await phoneOfAccount(deps, person.accountId));
  if (phone) throw problem('people.has_phone');
}

/**
 * An operator of an office that checks papers, who has seen the person's, makes a code to be told to them: by it they sign
 * in on any phone as who they are. A person has one at a time. Throws `person.not_found`, `people.has_phone`,
 * `cap.reached`.
 */
export async function issueClaimCode(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  clientIp: string,
): Promise<ClaimCode> {
  const entry = await entryFor(deps, viewer, 'people.issue_claim', id);
  await requireNoPhone(deps, entry);
  const by = byDesk(viewer!, entry.deskPath);
  const code = await retryingDuplicates(async () => {
    const drawn = String(randomInt(10 ** CLAIM_DIGITS)).padStart(CLAIM_DIGITS, '0');
    await deps.transaction(async () => {
      await countInTransaction(deps, { cap: 'claim_codes', by: viewer!.accountId });
      await replaceClaim(deps, {
        _id: keyOf(deps, drawn),
        personId: entry._id,
        byAccountId: new Types.ObjectId(viewer!.accountId),
        office: by.office ?? '',
        range: rangeOf(deps, clientIp),
        expiresAt: new Date(deps.clock().getTime() + CLAIM_SECONDS * 1000),
      });
      await noteAct(deps, { personId: entry._id, by, kind: 'claim_code' });
    });
    return drawn;
  });
  return { code, expiresInSeconds: CLAIM_SECONDS };
}

/** The account of a person, made where they have none: of two codes used at once both sign in to one. */
async function accountOf(deps: Deps, entry: EntryRecord): Promise<string> {
  const find = async (): Promise<PersonRecord | null> => personById(deps, entry._id);
  const known = (await find())?.accountId;
  if (known) return String(known);
  const made = await makeAccount(deps);
  const linked = await deps.transaction(async () => {
    if (!(await linkAccount(deps, entry._id, new Types.ObjectId(made)))) return false;
    await noteAct(deps, { personId: entry._id, by: { accountId: made, as: 'self' }, kind: 'claimed' });
    await tellPerson(deps, entry);
    return true;
  });
  if (linked) return made;
  await dropAccount(deps, made);
  const other = (await find())?.accountId;
  if (!other) throw problem('people.claim_wrong');
  return String(other);
}

/** Whoever keeps it running is told, as with sign-in codes. */
const FLOOD =
  'codes to take a record over: so many wrong ones are typed that none is taken but where a desk is';

/** Counts a try before it is looked at, so that guesses in parallel all count; gives the keys under which it was. */
async function countTry(deps: Deps, clientIp: string): Promise<string[]> {
  const range = rangeOf(deps, clientIp);
  const counts = (await isMadeIn(deps, range))
    ? [{ ...AT_DESK, key: `claim:desk:${range}` }]
    : [
        { ...FROM_RANGE, key: `claim:${range}` },
        { ...FROM_ALL, key: 'claim:all' },
      ];
  for (const { key, points, seconds } of counts) {
    const { count, until } = await countOne(deps, key, seconds);
    if (count <= points) continue;
    const retryAfterSeconds = Math.ceil((until.getTime() - deps.clock().getTime()) / 1000);
    if (points === FROM_ALL.points) deps.alarms.raise(FLOOD, retryAfterSeconds);
    throw problem('auth.too_many_attempts', {
      retryAfterSeconds,
      ...(points === FROM_ALL.points ? { detail: wordsOf('people').claimFlood } : {}),
    });
  }
  return counts.map(({ key }) => key);
}

/**
 * Signs in by a desk's code, on any phone, with an account of the person's own that has no number. A code is good once.
 * Throws `people.claim_wrong`, `auth.too_many_attempts`, `auth.consent_outdated` before the code is used up.
 */
export async function signInByClaim(
  deps: Deps,
  input: { code: string; consent: Consent | null; clientIp: string; userAgent?: string | undefined },
): Promise<SignedIn> {
  if (input.consent) requireInForce(deps, input.consent);
  const counted = await countTry(deps, input.clientIp);
  const claim = await useClaimUp(deps, keyOf(deps, input.code));
  const entry = claim && (await livingEntry(deps, claim.personId));
  if (!entry) throw problem('people.claim_wrong');
  for (const key of counted) await uncountOne(deps, key);
  await requireNoPhone(deps, entry);
  const signedIn = await openAccount(deps, await accountOf(deps, entry), input.userAgent);
  return input.consent ? agreeing(deps, signedIn, input.consent, 'sign_in') : signedIn;
}
