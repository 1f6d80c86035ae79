import { REGION_LEVELS, type RegionLevel } from '@linggong/contracts/region.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { kept } from '../../../platform/sheets/cells/kept.ts';

/** Of a region what its finding by name needs; `path` from the root to itself, as ids. */
export type NamedRegion = { id: string; name: string; level: RegionLevel; path: string[] };

/** What was found at the start of a text; `rest` is what stands behind it. */
export type Place = { region: NamedRegion; matched: string; rest: string };

export type PlaceFinder = (text: string, options?: { fullNames: boolean }) => Place | null;

const SEPARATORS = /^[\s,，、/\\·.>-]+/;
const depth = (region: NamedRegion) => REGION_LEVELS.indexOf(region.level);

/** Names under which a region is found: in full, and as people call it. */
function namesOf({ name, level }: NamedRegion): string[] {
  const short = level === 'county' && /..区$/.test(name) ? name.slice(0, -1) : shortName(name, level);
  return short.length >= 2 && short !== name ? [name, short] : [name];
}

/**
 * Finds regions by what people write: `北京`, `北京市`, `昌都市卡若区`, `西藏自治区昌都市江达县`, `重庆-渝中`. Each name has
 * to lie within the one before it. A name of two places that don't contain each other is not decided: null. With
 * `fullNames` short ones don't count, so that 中山路 is a street.
 */
export function placeFinder(regions: readonly NamedRegion[]): PlaceFinder {
  const byName = new Map<string, NamedRegion[]>();
  let longest = 0;
  for (const region of regions) {
    for (const name of namesOf(region)) {
      const known = byName.get(name);
      if (known) known.push(region);
      else byName.set(name, [region]);
      longest = Math.max(longest, name.length);
    }
  }

  /** The regions called by the longest name at the start of the text that lie within `above`. */
  function atStart(text: string, above: NamedRegion | null, fullNames: boolean) {
    for (let length = Math.min(longest, text.length); length >= 2; length--) {
      const name = text.slice(0, length);
      const found = (byName.get(name) ?? []).filter(
        (r) =>
          (!above || (r.path.includes(above.id) && r.id !== above.id)) && (!fullNames || r.name === name),
      );
      if (found.length > 0) return { found, name };
    }
    return null;
  }

  /** Of regions of one name the widest one that contains all others; a municipality and its one city are the city. */
  function one(found: NamedRegion[]): NamedRegion | null {
    const [widest, ...others] = [...found].sort((a, b) => depth(a) - depth(b));
    if (!widest || others.some((other) => !other.path.includes(widest.id))) return null;
    const [only] = others;
    return only && others.length === 1 && only.name === widest.name ? only : widest;
  }

  function placeIn(text: string, fullNames: boolean): Place | null {
    let region: NamedRegion | null = null;
    let rest = text.trim().replace(/^中国/, '');
    for (;;) {
      const next = atStart(rest, region, fullNames);
      const chosen = next && one(next.found);
      if (!next || !chosen) break;
      region = chosen;
      rest = rest.slice(next.name.length).replace(SEPARATORS, '');
    }
    if (!region) return null;
    const matched = text
      .trim()
      .slice(0, text.trim().length - rest.length)
      .replace(/[\s,，、/\\·.>-]+$/, '');
    return { region, matched, rest };
  }
  const byAnyName = kept((text) => placeIn(text, false));
  const byFullName = kept((text) => placeIn(text, true));
  return (text, { fullNames } = { fullNames: false }) => (fullNames ? byFullName(text) : byAnyName(text));
}
