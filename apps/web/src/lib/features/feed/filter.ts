import type { FeedParams } from '@linggong/contracts/feed.ts';
import { queryString } from '#lib/api/address.ts';

/** What narrows the list; what is pushed live is narrowed by the same. */
const FILTER_KEYS = [
  'region',
  'trade',
  'day',
  'hours',
  'payMin',
  'payUnit',
  'settlement',
  'needs',
  'near',
  'within',
  'q',
  'open',
] as const;
const PARAM_KEYS = [...FILTER_KEYS, 'sort', 'cursor'] as const;

/** The list's parameters as they stand in the address; everything else there is ignored. */
export function readParams(search: { get: (key: string) => string | null }): FeedParams {
  const params: FeedParams = {};
  for (const key of PARAM_KEYS) {
    const value = search.get(key)?.trim();
    if (value) params[key] = value;
  }
  return params;
}

/** The part of the parameters that is a filter. */
export function filterOf(params: FeedParams): FeedParams {
  return Object.fromEntries(FILTER_KEYS.filter((key) => params[key]).map((key) => [key, params[key]]));
}

/** The address of the list with some parameters changed (`undefined`: without it), from its first page on. */
export function feedHref(params: FeedParams, change: FeedParams): string {
  return `/${queryString({ ...params, cursor: undefined, ...change })}`;
}
