import type { Times } from './pay.ts';
import { ms } from './time.ts';

/** Shifts without both times can't be said to overlap; one may begin the moment the other ends. */
export function overlap(a: Times, b: Times): boolean {
  if (!a.startsAt || !a.endsAt || !b.startsAt || !b.endsAt) return false;
  return ms(a.startsAt) < ms(b.endsAt) && ms(b.startsAt) < ms(a.endsAt);
}
