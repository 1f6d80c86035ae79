import { timingSafeEqual } from 'node:crypto';
import { nameKey } from '@linggong/contracts/normal.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { hmac } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import { countOne } from '../../platform/tallies.ts';
import { wordsOf } from '../../words/words.ts';
import { accountIdByPhone } from './repository/accounts.ts';
import { hadOffice } from './repository/memberships.ts';
import { personOfAccount } from './repository/persons.ts';
import { sessionUses } from './repository/sessions.ts';

// A number that was given up goes to somebody else. Whoever reads its messages then is not who the account is of.

const DAY_SECONDS = 86_400;
const TICKET_SECONDS = 900;
/** A name is short and many have the same: whoever holds the number shall not try them. */
const TRIES = { points: 3, seconds: 30 * DAY_SECONDS };

const triedUp = () => wordsOf('identity').nameTriedUp;

/** An account that nobody used for long, and what only its person knows. `phone`: E.164. `name`: empty where there is none. */
export type Absent = { accountId: Types.ObjectId; phone: string; name: string };

/**
 * The account of a number (E.164) that nobody used for `ABSENT_DAYS`; null: there is none, or nothing to ask by and
 * nothing of others to see in it.
 */
export async function longAbsent(deps: Deps, phone: string): Promise<Absent | null> {
  const accountId = await accountIdByPhone(deps, phone);
  if (!accountId) return null;
  const person = await personOfAccount(deps, accountId);
  if (!person) return null;
  const times = (await sessionUses(deps, accountId)).map((at) => at.getTime());
  const last = Math.max((person.seenAt ?? person.createdAt).getTime(), ...times);
  const since = new Date(deps.clock().getTime() - deps.settings.ABSENT_DAYS * DAY_SECONDS * 1000);
  if (last > since.getTime()) return null;
  // An operator's or admin's opens what is others', so it is no stranger's for want of a name to ask by. One to whose
  // number that was given since then has been vouched for.
  if (!person.name && !(await hadOffice(deps, accountId, since))) return null;
  return { accountId, phone, name: person.name };
}

const seal = (deps: Deps, { accountId, phone }: Absent, until: string) =>
  hmac(deps.secret, 'account.absent', String(accountId), phone, until);

/** Shows for a quarter of an hour that its bearer reads the number's messages. */
export function absentTicket(deps: Deps, absent: Absent): string {
  const until = String(deps.clock().getTime() + TICKET_SECONDS * 1000);
  return `${until}.${seal(deps, absent, until)}`;
}

/** The absent account of a ticket. Throws `auth.code_expired`; also where somebody signed in to it since. */
export async function absentBy(deps: Deps, phone: string, ticket: string): Promise<Absent> {
  const absent = await longAbsent(deps, phone);
  if (!absent) throw problem('auth.code_expired');
  const [until = '', sealed = ''] = ticket.split('.');
  const [ours, theirs] = [Buffer.from(seal(deps, absent, until)), Buffer.from(sealed)];
  const good = ours.length === theirs.length && timingSafeEqual(ours, theirs);
  if (!good || Number(until) <= deps.clock().getTime()) throw problem('auth.code_expired');
  return absent;
}

/**
 * Throws `auth.name_wrong`, also where the account has none, or `auth.too_many_attempts` after three wrong ones within
 * thirty days.
 */
export async function requireName(deps: Deps, { accountId, name }: Absent, typed: string): Promise<void> {
  const { count } = await countOne(deps, `absent:${accountId.toHexString()}`, TRIES.seconds);
  if (count > TRIES.points) throw problem('auth.too_many_attempts', { detail: triedUp() });
  if (name && nameKey(typed) === nameKey(name)) return;
  throw problem('auth.name_wrong', count < TRIES.points ? {} : { detail: triedUp() });
}
