import { nameKey } from '@linggong/contracts/normal.ts';
import { personLabels } from '@linggong/rules/person-labels.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { wordsOf } from '../../words/words.ts';
import type { PersonRecord } from '../identity/public.ts';
import { type RegionRecord, regionsByIds } from '../regions/public.ts';
import { countNamesakes, entriesByIds } from './repository/entries.ts';

/** A home as people say it: `如意乡桑那村`; of a wider region its name. */
export function villageOf(region: Pick<RegionRecord, 'level' | 'name' | 'pathNames'> | null): string {
  if (!region) return '';
  const own = shortName(region.name, region.level);
  return region.level === 'village' ? `${region.pathNames.at(-2) ?? ''}${own}` : own;
}

type Named = Pick<PersonRecord, '_id' | 'name' | 'regionId'>;

/**
 * What people are called where several are listed: those who share a name with the village, and with which of them they
 * are. By their ids as hex strings.
 */
export async function labelsOf(deps: Deps, people: readonly Named[]): Promise<Map<string, string>> {
  const entries = byId(
    await entriesByIds(
      deps,
      people.map(({ _id }) => _id),
    ),
  );
  const regions = await regionsByIds(
    deps,
    people.flatMap(({ regionId }) => regionId ?? []),
  );
  const count = await countNamesakes(
    deps,
    people.map(({ name }) => nameKey(name)),
  );
  return personLabels(
    people.map(({ _id, name, regionId }) => {
      const entry = entries.get(_id.toHexString());
      return {
        id: _id.toHexString(),
        name,
        village: villageOf(regions.get(String(regionId)) ?? null),
        ordinal: entry?.ordinal ?? null,
        hasNamesake: entry !== undefined && count(entry) > 1,
      };
    }),
    wordsOf('people').labels,
  );
}

/** `白玛央宗` -> `白***`: enough for who knows them, not enough to find anybody. */
export const maskedName = (name: string): string => (name ? `${[...name][0]}***` : '');
