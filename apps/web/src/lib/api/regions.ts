import type { Region, RegionList } from '@linggong/contracts/region.ts';
import type { Answer, Call, Query } from './client.ts';

/** Children of `parent`, or regions whose name has `q`; without either the own city and its counties. */
export const listRegions = (call: Call, query: Query = {}): Promise<Answer<RegionList>> =>
  call('GET', '/regions', { query });

export const getRegion = (call: Call, id: string): Promise<Answer<Region>> => call('GET', `/regions/${id}`);
