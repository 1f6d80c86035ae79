import { shortName } from '@linggong/rules/region-name.ts';
import type { RegionRecord } from '../regions/public.ts';

/** The name of the office that looks after a region's gig work, as others see it: `卡若区零工站`, `昌都市零工市场`. */
export function officeOf(region: Pick<RegionRecord, 'name' | 'level'>): string {
  if (region.level === 'province' || region.level === 'city') return `${region.name}零工市场`;
  if (region.level === 'county') return `${region.name}零工站`;
  return `${shortName(region.name, region.level)}劳务服务点`;
}
