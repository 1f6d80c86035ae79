import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { personsByIds } from '../identity/public.ts';
import { regionsByIds } from '../regions/public.ts';
import { entriesByIds } from './repository/entries.ts';

type Id = Types.ObjectId;
type Path = readonly Id[];

/** Where both of two lie: the regions that are in charge of one and of the other. */
export const ofBoth = (a: Path, b: Path): Id[] => a.filter((id) => b.some((other) => other.equals(id)));

/**
 * The regions in charge of each of these people as it is now, from the root down: of their entry in the register, else of
 * the home that they named. By their ids as hex strings; who has neither, or is nobody any more, is left out.
 */
export async function desksOf(deps: Deps, personIds: readonly Id[]): Promise<Map<string, Path>> {
  const people = await personsByIds(deps, personIds);
  const regions = await regionsByIds(
    deps,
    people.flatMap(({ regionId }) => regionId ?? []),
  );
  const paths = new Map<string, Path>();
  for (const { _id, regionId } of people) {
    const path = regions.get(String(regionId))?.path;
    if (path) paths.set(_id.toHexString(), path);
  }
  for (const { _id, deskPath } of await entriesByIds(deps, personIds)) paths.set(_id.toHexString(), deskPath);
  return paths;
}
