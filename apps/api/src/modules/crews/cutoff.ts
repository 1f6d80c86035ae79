import { hasBegun } from '@linggong/rules/booking-shifts.ts';
import { HOUR_MS } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import type { GigRead } from '../gigs/public.ts';

type Source = Pick<Deps, 'clock' | 'settings'>;

/** Until when the leader can change who comes: some hours before the first shift that has not begun; null: no time is told. */
export function changesUntil(deps: Source, gig: Pick<GigRead, 'shifts'>): Date | null {
  const now = deps.clock();
  const starts = gig.shifts.flatMap((shift) =>
    shift.startsAt && !hasBegun(shift, now) ? [shift.startsAt.getTime()] : [],
  );
  if (starts.length === 0) return gig.shifts.some(({ startsAt }) => startsAt !== null) ? now : null;
  return new Date(Math.min(...starts) - deps.settings.CREW_CUTOFF_HOURS * HOUR_MS);
}

/** How long the leader of a crew of too few has to bring others; where no change is left to them, no time. */
export function shortUntil(deps: Source, gig: Pick<GigRead, 'shifts'>): Date {
  const now = deps.clock();
  const most = new Date(now.getTime() + deps.settings.CREW_REPLACE_HOURS * HOUR_MS);
  const last = changesUntil(deps, gig);
  if (last === null || last > most) return most;
  return new Date(Math.max(last.getTime(), now.getTime()));
}
