import * as z from 'zod';
import { zRegion, zRegionList, zRegionsQuery } from '../region.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

export const listRegions = operation({
  method: 'get',
  path: '/regions',
  tag: 'regions',
  summary: 'Regions below `parent`, or with `q` in their name; without either the own city and its counties',
  query: zRegionsQuery,
  answer: zRegionList,
  cacheSeconds: 600,
  problems: ['region.not_found'],
});

export const getRegion = operation({
  method: 'get',
  path: '/regions/:id',
  tag: 'regions',
  summary: 'One region',
  params: z.object({ id: zId }),
  answer: zRegion,
  cacheSeconds: 600,
  problems: ['region.not_found'],
});
