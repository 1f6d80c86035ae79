import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { removeDoubles } from './doubles.ts';
import { dropNameCount, entriesByIds, mergedWith } from './entries.ts';

/**
 * What the register knows of a person goes, in the transaction that closes the record, and what it knows of those who were
 * put together with them: gives their ids. What was done in their name stays in the trail, which holds no name of theirs.
 */
export async function forgetEntry(
  deps: Pick<Deps, 'models'>,
  personId: Types.ObjectId,
): Promise<Types.ObjectId[]> {
  const { entries, merges, claims } = deps.models;
  const all = [personId];
  for (const id of all) all.push(...(await mergedWith(deps, id)));
  const gone = await entriesByIds(deps, all);
  await entries.deleteMany({ _id: { $in: all } });
  for (const { nameKey, regionId } of gone)
    if (!(await entries.exists({ nameKey, regionId }))) await dropNameCount(deps, nameKey, regionId);
  await removeDoubles(deps, all);
  await merges.deleteMany({ keptId: { $in: all } });
  await claims.deleteMany({ personId: { $in: all } });
  return all.slice(1);
}
