import type { ImportRow } from '@linggong/contracts/import.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { type DecisionRecord, decisionsOf, releaseId, sentBackOf } from '../gigs/public.ts';
import { operatorsAt, personsOfAccounts } from '../identity/public.ts';
import { endOf, type KnownGig, knownGigs, waitsForCorrection } from './known.ts';
import type { Importer } from './office.ts';
import { importedBy } from './repository/imports.ts';

type Returned = NonNullable<ImportRow['returned']>;

/** What is to be corrected, by the gig's id. */
export async function returnedOf(
  deps: Deps,
  gigIds: readonly Types.ObjectId[],
): Promise<Map<string, Returned>> {
  const gigs = await sentBackOf(deps, gigIds);
  if (gigs.length === 0) return new Map();
  const decisions = await decisionsOf(
    deps,
    gigs.map(({ _id }) => _id),
  );
  const latest = new Map<string, Omit<DecisionRecord, 'posting'>>();
  for (const decision of decisions) {
    const key = decision.gigId.toString();
    const before = latest.get(key);
    if (decision.decision === 'return' && !(before && before.at > decision.at)) latest.set(key, decision);
  }
  return new Map(
    gigs.map(({ _id, number }) => {
      const key = _id.toString();
      return [key, { number, reason: latest.get(key)?.reason ?? '' }];
    }),
  );
}

/** Who hears of it: whoever imported it, and the operators of their desk. */
export async function sendersOf(deps: Deps, importId: Types.ObjectId): Promise<string[]> {
  const by = await importedBy(deps, importId);
  if (!by) return [];
  const desk = await operatorsAt(deps, by.deskPath.at(-1));
  const persons = await personsOfAccounts(deps, [by.byAccountId, ...desk]);
  return persons.map(({ _id }) => _id.toHexString());
}

/** By what a gig is known that gave its id to a later one; its posting says on what its file called it. */
const formerId = ({ source, number }: Pick<KnownGig, 'source' | 'number'>) =>
  `${source!.externalId}#${number}`;

/**
 * Gives free the ids of what ended or was sent back, of what the office or one below it brought in. What was sent back and never public is withdrawn besides: the
 * corrected row takes its place. In the transaction that makes the new ones.
 */
export async function releaseIds(
  deps: Deps,
  importer: Importer,
  externalIds: readonly string[],
): Promise<void> {
  const now = deps.clock();
  const gigs = await knownGigs(deps, importer, externalIds);
  for (const gig of gigs.values()) {
    if (gig.whose === 'other' || !endOf(gig, now)) continue;
    await releaseId(deps, gig, waitsForCorrection(gig) ? null : formerId(gig), now);
  }
}
