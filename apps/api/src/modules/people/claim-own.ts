import type { Me } from '@linggong/contracts/account.ts';
import type { ClaimOffer, zClaimProof } from '@linggong/contracts/people.ts';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { countOne } from '../../platform/tallies.ts';
import { endingSessions, me, personsByPhone, phoneOfAccount, requireMay } from '../identity/public.ts';
import { regionById } from '../regions/public.ts';
import { bornApart, namedApart } from './alike.ts';
import { maskedName, villageOf } from './labels.ts';
import { mergeRecords, type Side, sessionsMoved, sideOf } from './merge.ts';
import { noteAct } from './note.ts';
import { numberIsFresh } from './phone-said.ts';
import { entriesByIds } from './repository/entries.ts';

/** A year of birth is easily guessed by who knows somebody: after so many wrong ones the desk has to look. */
const TRIES = { points: 3, seconds: 30 * 86_400 };

/**
 * What a record asks whoever has its number. A number shows little: one that was written by the village alone, or a few
 * days ago, may be anybody's, and a family's stands in the records of all; so who says another name or birth asks a desk.
 */
function asksOf(deps: Deps, record: Side, own: Side): ClaimOffer['asks'] {
  const { person, entry } = record;
  if (entry?.phoneSaid?.byVillage || numberIsFresh(deps, entry)) return 'desk';
  if (namedApart(record, own) || bornApart(person, own.person)) return 'desk';
  if (entry?.idLastFour) return 'last_four';
  return person.birthDate ? 'birth_year' : 'desk';
}

/** Records without account whose own number the viewer's account has. */
async function offered(deps: Deps, viewer: Viewer): Promise<Side[]> {
  const phone = await phoneOfAccount(deps, viewer.accountId);
  if (!phone) return [];
  const people = (await personsByPhone(deps, phone)).filter(({ accountId }) => accountId === null);
  const entries = await entriesByIds(
    deps,
    people.map(({ _id }) => _id),
  );
  return people.flatMap((person) => {
    const entry = entries.find(({ _id }) => _id.equals(person._id));
    return entry && !entry.mergedInto ? [{ person, entry }] : [];
  });
}

/** What of the register may be the viewer's own: named so that only who it is of knows it. */
export async function listClaimOffers(deps: Deps, viewer: Viewer | null): Promise<ClaimOffer[]> {
  requireMay(viewer, 'people.claim');
  const own = await sideOf(deps, viewer.personId);
  const offers: ClaimOffer[] = [];
  for (const side of await offered(deps, viewer))
    offers.push({
      id: side.person._id.toHexString(),
      nameMasked: maskedName(side.person.name),
      village: villageOf(await regionById(deps, side.entry!.regionId)),
      asks: asksOf(deps, side, own),
    });
  return offers;
}

function isRight({ person, entry }: Side, asked: ClaimOffer['asks'], answer: string): boolean {
  if (asked === 'last_four') return entry?.idLastFour === answer;
  return asked === 'birth_year' && person.birthDate?.slice(0, 4) === answer;
}

/**
 * The viewer takes over a record that has their number, on showing that it is theirs: by the last four of the identity
 * number where they are known, else by the year of birth; an estimate shows nothing. What they had themselves goes into
 * it. Throws `person.not_found`, `people.claim_wrong`, `people.in_the_way`, `auth.too_many_attempts` after three wrong ones.
 */
export async function claimRecord(
  deps: Deps,
  viewer: Viewer | null,
  { personId, answer }: z.output<typeof zClaimProof>,
): Promise<Me> {
  requireMay(viewer, 'people.claim');
  const found = (await offered(deps, viewer)).find(({ person }) => person._id.toHexString() === personId);
  if (!found) throw problem('person.not_found');
  const { count } = await countOne(deps, `claim:own:${personId}`, TRIES.seconds);
  if (count > TRIES.points) throw problem('auth.too_many_attempts');
  await endingSessions(deps, async () => {
    const [record, own] = [await sideOf(deps, personId), await sideOf(deps, viewer.personId)];
    if (record.person.accountId || record.person.phone !== found.person.phone)
      throw problem('person.not_found');
    if (!isRight(record, asksOf(deps, record, own), answer)) throw problem('people.claim_wrong');
    const by = { accountId: viewer.accountId, as: 'self' as const };
    const merge = await mergeRecords(deps, record, own, by);
    await noteAct(deps, { personId, by, kind: 'claimed' });
    return sessionsMoved(deps, merge);
  });
  return me(deps, { ...viewer, personId });
}
