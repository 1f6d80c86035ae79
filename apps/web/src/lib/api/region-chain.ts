import { getRegion, listRegions } from '@linggong/contracts/api/regions.ts';
import type { Region } from '@linggong/contracts/region.ts';
import type { Call } from './client.ts';

/** The choices of a region picker: the counties, and below the chosen one its townships and their villages. */
export type RegionChoices = {
  counties: Region[];
  county: Region | null;
  townships: Region[];
  township: Region | null;
  villages: Region[];
  village: Region | null;
};

/** Children by name, or nothing where they can't be had: the picker then says so by being empty. */
async function children(call: Call, parent: Region | null): Promise<Region[]> {
  if (!parent) return [];
  const answer = await call(listRegions, { query: { parent: parent.id } });
  return answer.ok ? answer.data.items : [];
}

/** Everything that a picker shows for a chosen region of the own city, or for none. */
export async function regionChoices(call: Call, regionId: string | null): Promise<RegionChoices> {
  const [own, chosen] = await Promise.all([
    call(listRegions),
    regionId ? call(getRegion, { params: { id: regionId } }) : null,
  ]);
  const counties = own.ok ? own.data.items.filter((r) => r.level === 'county') : [];
  const path = chosen?.ok ? chosen.data.path : [];
  const county = counties.find((r) => path.includes(r.id)) ?? null;
  const townships = await children(call, county);
  const township = townships.find((r) => path.includes(r.id)) ?? null;
  const villages = await children(call, township);
  const village = villages.find((r) => path.includes(r.id)) ?? null;
  return { counties, county, townships, township, villages, village };
}

/** The narrowest region that is chosen. */
export const chosenRegion = ({ village, township, county }: RegionChoices): Region | null =>
  village ?? township ?? county;

/**
 * The narrowest of the regions sent by a form that lies within the broader ones: without a script, choosing another
 * county leaves the old county's township in its field.
 */
export async function narrowest(call: Call, [county, township, village]: readonly string[]): Promise<string> {
  const within = async (id: string | undefined, above: string | undefined) => {
    if (!id || !above) return '';
    const answer = await call(getRegion, { params: { id } });
    return answer.ok && answer.data.path.includes(above) ? id : '';
  };
  const town = await within(township, county);
  return (await within(village, town)) || town || (county ?? '');
}
