import { shortName } from '@linggong/rules/region-name.ts';
import type { Deps } from '../../deps.ts';
import { allRegions, type RegionRecord } from '../regions/public.ts';
import { placeKey } from './reading/place-key.ts';

/** Where a row's person is at home; `twice`: the name is that of several places. */
export type Home = { region: RegionRecord | null; found: 'named' | 'roll' | 'unknown' | 'twice' };

const HOMES = ['village', 'township'];
/**
 * Finds homes by the names in a row, below the region that the roll was sent for. Of what a row doesn't name, or names
 * otherwise than anything there, it is the roll's own region where people can be at home in that.
 */
export async function homesBelow(deps: Deps, roll: RegionRecord) {
  const below = (await allRegions(deps)).filter(({ path }) => path.some((id) => id.equals(roll._id)));
  const names = (region: RegionRecord) => [
    placeKey(region.name),
    placeKey(shortName(region.name, region.level)),
  ];
  const homes = below.filter(({ level }) => HOMES.includes(level));
  const own = HOMES.includes(roll.level) ? roll : null;

  /** The places named in a text, the lowest alone: an address names its township too. */
  function namedIn(text: string, among: readonly RegionRecord[]): RegionRecord[] {
    const words = placeKey(text);
    if (!words) return [];
    const full = among.filter((region) => names(region).includes(words));
    if (full.length > 0) return full;
    return among.filter((region) => words.includes(placeKey(region.name)));
  }
  const isIn = (region: RegionRecord, above: RegionRecord) => region.path.some((id) => id.equals(above._id));

  return ({ township, village }: { township: string; village: string }): Home => {
    const townships = namedIn(
      township || village,
      homes.filter(({ level }) => level === 'township'),
    );
    const [only] = townships;
    const among = homes.filter(
      (region) => region.level === 'village' && (townships.length !== 1 || isIn(region, only!)),
    );
    const villages = namedIn(village, among);
    if (villages.length === 1) return { region: villages[0]!, found: 'named' };
    if (villages.length > 1) return { region: own, found: 'twice' };
    const silent = !village || (townships.length === 1 && !township);
    if (townships.length === 1 && only) {
      if (own && !isIn(only, own)) return { region: own, found: silent ? 'roll' : 'unknown' };
      return { region: only, found: village && township ? 'unknown' : 'named' };
    }
    if (!township && !village) return { region: own, found: 'roll' };
    // The roll is for one village, and says so in each row.
    if (own && names(own).some((name) => placeKey(`${township}${village}`).includes(name)))
      return { region: own, found: 'named' };
    return { region: own, found: 'unknown' };
  };
}
