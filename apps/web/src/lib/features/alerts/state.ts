import type { Alert } from '@linggong/contracts/alert.ts';

/** Whether the feed's filter is saved: not, as one that tells, or as one that is paused. */
export type AlertState = 'none' | 'saved' | 'paused';

type Filter = Readonly<Record<string, string | undefined>>;

/** How one's alerts stand to a filter as the feed's address has it. One that is over doesn't count. */
export function alertState(alerts: readonly Alert[], filter: Filter, now: Date): AlertState {
  const asked = essence(filter);
  const found = alerts.filter(
    (alert) => essence(alert.filter) === asked && !(alert.endsAt && new Date(alert.endsAt) <= now),
  );
  if (found.length === 0) return 'none';
  return found.every(({ paused }) => paused) ? 'paused' : 'saved';
}

/**
 * One text for all filters that ask for the same: lists of words in any order, numbers however written. An alert
 * tells of gigs that can be taken anyway, and a place alone only sorts.
 */
function essence({ open, near, within, ...filter }: Filter): string {
  const circle = near && within ? { near: near.split(',').map(Number).join(), within } : {};
  return Object.entries({ ...filter, ...circle })
    .filter(([, value]) => value)
    .map(([key, value = '']) => `${key}=${key === 'near' ? value : value.split(',').sort().join()}`)
    .sort()
    .join('&');
}
