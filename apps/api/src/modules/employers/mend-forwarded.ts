import { nameKey } from '@linggong/contracts/normal.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { regionById } from '../regions/public.ts';
import { removeForwardedEmployers } from './forwarded.ts';
import type { EmployerRecord } from './model.ts';

/** The region that all these paths share, or null. */
export function sharedRegion(paths: readonly (readonly Types.ObjectId[])[]): Types.ObjectId | null {
  const [first, ...others] = paths;
  if (!first || paths.some((path) => path.length === 0)) return null;
  const shared = first.findLastIndex((id, depth) => others.every((path) => path[depth]?.equals(id)));
  return first[shared] ?? null;
}

/** Employers of before get their name's key; of several of one source that share it, the first. */
async function keyNames(deps: Deps): Promise<void> {
  const { employers } = deps.models;
  const old = await employers
    .find({ nameKey: { $exists: false } }, { name: 1, sourceName: 1 })
    .sort({ _id: 1 })
    .lean<Pick<EmployerRecord, '_id' | 'name' | 'sourceName'>[]>();
  for (const { _id, name, sourceName } of old) {
    const key = nameKey(name);
    if (sourceName !== null && (await employers.exists({ sourceName, nameKey: key }))) continue;
    await employers.updateOne({ _id }, { $set: { nameKey: key } });
  }
}

/** Over all offices: by it the first to bring in an employer of a source spoke for every other's. */
const OLD_INDEX = 'sourceName_1_nameKey_1';

/** Employers of before get the office that is in charge of them. */
async function addOffices(deps: Deps): Promise<void> {
  const { employers } = deps.models;
  const indexes = await employers.collection.indexes();
  if (indexes.some(({ name }) => name === OLD_INDEX)) await employers.collection.dropIndex(OLD_INDEX);
  const old = await employers
    .find({ sourceName: { $type: 'string' }, officeId: { $exists: false } }, { deskPath: 1 })
    .lean<Pick<EmployerRecord, '_id' | 'deskPath'>[]>();
  for (const { _id, deskPath } of old) {
    const officeId = deskPath?.at(-1);
    if (officeId) await employers.updateOne({ _id }, { $set: { officeId } });
  }
}

/**
 * Employers that files named used to get the importing desk's region, and to stay when their import was taken back.
 * At start these get the place of their gigs, or none, and those that have nothing are removed. Does nothing a second
 * time.
 */
export async function mendForwardedEmployers(deps: Deps): Promise<void> {
  await keyNames(deps);
  const { employers } = deps.models;
  const old = await employers
    .find({ sourceName: { $type: 'string' }, 'deskPath.0': { $exists: false } })
    .lean<EmployerRecord[]>();
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
