import type { Reach } from '@linggong/contracts/gig.ts';
import { nameKey } from '@linggong/contracts/normal.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { reachOf } from '@linggong/rules/reach.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { RegionRecord } from '../regions/model.ts';
import type { EmployerRecord } from './model.ts';

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

/** The record of an employer that a file names, not yet saved: a business, unverified, with the operators who import it. */
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
  contactPhone,
  verification: null,
  sourceName,
  createdAt: now,
});

/**
 * The employer of that name from that source, however its brackets and spaces are written: found again, or made. Two at
 * once get the same one.
 */
export async function forwardedEmployer(
  deps: Pick<Deps, 'models' | 'clock'>,
  named: Named,
): Promise<EmployerRecord> {
  const { sourceName, name } = named;
  const same = { sourceName, nameKey: nameKey(name) };
  const known = await deps.models.employers
    .findOne({ $or: [same, { sourceName, name }] })
    .lean<EmployerRecord>();
  if (known) return known;
  const { _id, ...fields } = newForwardedEmployer(named, deps.clock());
  return deps.models.employers
    .findOneAndUpdate(same, { $setOnInsert: { _id, ...fields } }, { upsert: true })
    .lean<EmployerRecord>()
    .orFail();
}

/**
 * Touches employers in the transaction that gives them gigs, so that an undo at the same moment conflicts. False where
 * one of them is gone by now.
 */
export async function holdEmployers(
  deps: Pick<Deps, 'models' | 'clock'>,
  ids: readonly Types.ObjectId[],
): Promise<boolean> {
  const wanted = new Set(ids.map(String));
  const held = await deps.models.employers.updateMany(
    { _id: { $in: [...wanted] } },
    { $set: { usedAt: deps.clock() } },
  );
  return held.matchedCount === wanted.size;
}

/** Those of the employers that have something of their own: gigs that are left or were public once, members, a check. */
async function withSomething(deps: Deps, ids: readonly Types.ObjectId[]): Promise<Set<string>> {
  const { gigs, memberships, verifications } = deps.models;
  const theirs = { employerId: { $in: ids } };
  const only = { employerId: 1 };
  const found = await Promise.all([
    gigs.find({ ...theirs, $or: [{ state: { $ne: 'withdrawn' } }, { version: { $gt: 0 } }] }, only).lean(),
    memberships.find({ ...theirs, role: 'employer' }, only).lean(),
    verifications.find(theirs, only).lean(),
  ]);
  return new Set(found.flat().map(({ employerId }) => String(employerId)));
}

/** Removes those of the employers that an import made and that have nothing left. Returns how many there were. */
export async function removeForwardedEmployers(deps: Deps, ids: readonly Types.ObjectId[]): Promise<number> {
  if (ids.length === 0) return 0;
  const made = await deps.models.employers
    .find({ _id: { $in: ids }, sourceName: { $type: 'string' }, verification: null }, { _id: 1 })
    .lean<Pick<EmployerRecord, '_id'>[]>();
  const kept = await withSomething(
    deps,
    made.map(({ _id }) => _id),
  );
  let removed = 0;
  for (const { _id } of made) {
    if (kept.has(_id.toString())) continue;
    removed += await deps.transaction(async () => {
      // Touched first: a run that gives it a gig at this moment conflicts, and one of the two sees the other.
      await deps.models.employers.updateOne({ _id }, { $set: { usedAt: deps.clock() } });
      const gig = await deps.models.gigs.exists({ employerId: _id, state: { $ne: 'withdrawn' } });
      if (gig) return 0;
      return (await deps.models.employers.deleteOne({ _id })).deletedCount;
    });
  }
  return removed;
}
