import { hasBegun } from '@linggong/rules/booking-shifts.ts';
import { HOUR_MS, type Moment, ms } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';

type Source = Pick<Deps, 'clock' | 'settings'>;
type Starts = readonly { startsAt: Moment | null }[];

/** Until when the leader can change who comes to these shifts: some hours before the first that has not begun; null: no time is told. */
export function changesUntil(deps: Source, shifts: Starts): Date | null {
  const now = deps.clock();
  const starts = shifts.flatMap((shift) =>
    shift.startsAt && !hasBegun(shift, now) ? [ms(shift.startsAt)] : [],
  );
  if (starts.length === 0) return shifts.some(({ startsAt }) => startsAt !== null) ? now : null;
  return new Date(Math.min(...starts) - deps.settings.CREW_CUTOFF_HOURS * HOUR_MS);
}

/**
 * How long the leader of a crew of too few has to bring others to these shifts. Where they are too few only after the
 * cut-off, half of the time until the first begins: the other half is the employer's, to find somebody else.
 */
export function shortUntil(deps: Source, shifts: Starts): Date {
  const now = deps.clock();
  const most = new Date(now.getTime() + deps.settings.CREW_REPLACE_HOURS * HOUR_MS);
  const last = changesUntil(deps, shifts);
  if (last === null || last > most) return most;
  if (last > now) return last;
  const begins = last.getTime() + deps.settings.CREW_CUTOFF_HOURS * HOUR_MS;
  const half = now.getTime() + Math.max(0, begins - now.getTime()) / 2;
  return new Date(Math.min(most.getTime(), half));
}
