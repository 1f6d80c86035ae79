import { nameKey } from '@linggong/contracts/normal.ts';
import type { Deps } from '../../deps.ts';
import { dropIndexes, type Migration } from '../../platform/migrations/migration.ts';
import { regionById, sharedRegion } from '../regions/public.ts';
import { removeForwardedEmployers } from './forwarded.ts';

/** Employers of before get their name's key; of several of one source that share it, the first. */
async function keyNames(deps: Deps): Promise<void> {
  const { employers } = deps.models;
  const old = await employers
    .find({ nameKey: { $exists: false } }, { name: 1, sourceName: 1 })
    .sort({ _id: 1 })
    .lean();
  for (const { _id, name, sourceName } of old) {
    const key = nameKey(name);
    if (sourceName !== null && (await employers.exists({ sourceName, nameKey: key }))) continue;
    await employers.updateOne({ _id }, { $set: { nameKey: key } });
  }
}

/** Over all offices: by them the first to bring in an employer of a source spoke for every other's. */
const OLD_INDEXES = ['sourceName_1_name_1', 'sourceName_1_nameKey_1'];

/** Employers of before get the office that is in charge of them. */
async function addOffices(deps: Deps): Promise<void> {
  const { employers } = deps.models;
  await dropIndexes(employers.collection, OLD_INDEXES);
  const old = await employers
    .find({ sourceName: { $type: 'string' }, officeId: { $exists: false } }, { deskPath: 1 })
    .lean();
  for (const { _id, deskPath } of old) {
    const officeId = deskPath?.at(-1);
    if (officeId) await employers.updateOne({ _id }, { $set: { officeId } });
  }
}

/**
 * Employers that files named used to get the importing desk's region, and to stay when their import was taken back.
 * These get the place of their gigs, or none, and those that have nothing are removed. Does nothing a second time.
 */
async function mendForwardedEmployers(deps: Deps): Promise<void> {
  await keyNames(deps);
  const { employers } = deps.models;
  const old = await employers
    .find({ sourceName: { $type: 'string' }, 'deskPath.0': { $exists: false } })
    .lean();
  for (const { _id, regionPath } of old) {
    const id = sharedRegion(await deps.hooks.employers.gigPlaces(_id));
    const region = id ? await regionById(deps, id) : null;
    const place = { regionId: region?._id ?? null, regionPath: region?.path ?? [] };
    await employers.updateOne({ _id }, { $set: { ...place, deskPath: regionPath } });
  }
  await removeForwardedEmployers(
    deps,
    old.map(({ _id }) => _id),
  );
  await addOffices(deps);
}

export const employerMigrations: readonly Migration<Deps>[] = [
  {
    id: '2026-11-30-employers-of-offices',
    description:
      'Employers that files named get their name’s key, their place and the office in charge of them',
    run: mendForwardedEmployers,
  },
];
