import type { Reach } from '@linggong/contracts/gig.ts';
import { nameKey } from '@linggong/contracts/normal.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { reachOf } from '@linggong/rules/reach.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { withMembers } from '../identity/public.ts';
import type { RegionRecord } from '../regions/public.ts';
import type { EmployerRecord } from './model.ts';
import { everChecked } from './repository/find.ts';
import {
  addForwarded,
  forwardedByNames,
  removeEmployers,
  touchEmployers,
  uncheckedForwarded,
} from './repository/forwarded.ts';

/** Who hears of a booking with this employer; nobody signs in for one that a file named. */
export const reachOfEmployer = (
  { sourceName, contactPhone }: Pick<EmployerRecord, 'sourceName' | 'contactPhone'>,
  bookingMode: Posting['bookingMode'],
): Reach => reachOf({ hasAccount: sourceName === null, phone: contactPhone, bookingMode });

/** The operators in charge of an employer: of its place, or for one that a file named those who imported it. */
export const operatorsOf = ({
  deskPath,
  regionPath,
}: Pick<EmployerRecord, 'deskPath' | 'regionPath'>): Types.ObjectId[] =>
  deskPath?.length ? deskPath : regionPath;

type Named = {
  sourceName: string;
  name: string;
  contactPhone: string | null;
  /** Where the file says it is; null: it doesn't, and then nobody knows. */
  region: Pick<RegionRecord, '_id' | 'path'> | null;
  deskPath: Types.ObjectId[];
};

/**
 * The record of an employer that a file names, not yet saved: a business, unverified, with the operators who import it.
 */
export const newForwardedEmployer = (
  { sourceName, name, contactPhone, region, deskPath }: Named,
  now: Date,
): EmployerRecord => ({
  _id: new Types.ObjectId(),
  name,
  nameKey: nameKey(name),
  kind: 'business',
  creditCode: null,
  regionId: region?._id ?? null,
  regionPath: region?.path ?? [],
  deskPath,
  officeId: deskPath.at(-1)!,
  contactPhone,
  verification: null,
  sourceName,
  createdAt: now,
});

/**
 * The employers of these names from one source to one office, however their brackets and spaces are written, by
 * `nameKey`: found again, or made. Two at once get the same ones. Another office's of the same source are others: what
 * it says of them, their phone first of all, is no word of this one's.
 */
export async function forwardedEmployers(
  deps: Pick<Deps, 'models' | 'clock'>,
  { sourceName, deskPath }: Pick<Named, 'sourceName' | 'deskPath'>,
  named: readonly Omit<Named, 'sourceName' | 'deskPath'>[],
): Promise<Map<string, EmployerRecord>> {
  const byKey = new Map(named.map((one) => [nameKey(one.name), one]));
  const officeId = deskPath.at(-1)!;
  const of = { sourceName, officeId };
  const names = { keys: [...byKey.keys()], names: named.map(({ name }) => name) };
  const known = async () => {
    const found = await forwardedByNames(deps, of, names);
    return new Map(found.map((employer) => [nameKey(employer.name), employer]));
  };
  const before = await known();
  const missing = [...byKey].filter(([key]) => !before.has(key));
  if (missing.length === 0) return before;
  const made = missing.map(([, one]) => newForwardedEmployer({ ...one, sourceName, deskPath }, deps.clock()));
  await addForwarded(deps, of, made);
  return known();
}

/**
 * Touches employers in the transaction that gives them gigs, so that an undo at the same moment conflicts. False where
 * one of them is gone by now.
 */
export async function holdEmployers(
  deps: Pick<Deps, 'models' | 'clock'>,
  ids: readonly Types.ObjectId[],
): Promise<boolean> {
  return (await touchEmployers(deps, ids)) === new Set(ids.map(String)).size;
}

/** Those of the employers that have something of their own: gigs that are left or were public once, members, a check. */
async function withSomething(deps: Deps, ids: readonly Types.ObjectId[]): Promise<Set<string>> {
  const found = await Promise.all([
    deps.hooks.employers.withGigs(ids, { ever: true }),
    withMembers(deps, ids),
    everChecked(deps, ids),
  ]);
  return new Set(found.flat().map(String));
}

/** Employers that go in one transaction. */
const REMOVED_AT_ONCE = 50;

const removeUnused = (deps: Deps, ids: readonly Types.ObjectId[]): Promise<number> =>
  deps.transaction(async () => {
    // Touched first: a run that gives one a gig at this moment conflicts, and one of the two sees the other.
    await touchEmployers(deps, ids);
    const inUse = new Set((await deps.hooks.employers.withGigs(ids)).map(String));
    return removeEmployers(
      deps,
      ids.filter((id) => !inUse.has(id.toString())),
    );
  });

/** Removes those of the employers that an import made and that have nothing left. Returns how many there were. */
export async function removeForwardedEmployers(deps: Deps, ids: readonly Types.ObjectId[]): Promise<number> {
  if (ids.length === 0) return 0;
  const made = await uncheckedForwarded(deps, ids);
  const kept = await withSomething(deps, made);
  const left = made.filter((id) => !kept.has(id.toString()));
  let removed = 0;
  for (let from = 0; from < left.length; from += REMOVED_AT_ONCE)
    removed += await removeUnused(deps, left.slice(from, from + REMOVED_AT_ONCE));
  return removed;
}
