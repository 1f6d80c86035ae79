import type { Pay } from '@linggong/contracts/posting.ts';
import { HOUR_MS, type Moment, ms } from './time.ts';

/** 月计薪天数 (劳社部发〔2008〕3号): (365 - 104) / 12. */
export const PAID_DAYS_PER_MONTH = 21.75;
/** 劳动法 36. */
const NORMAL_DAY_HOURS = 8;

/** A shift's times; either may be unknown. */
export type Times = { startsAt: Moment | null; endsAt: Moment | null };

/** Hours of a shift, or null where a time is missing or the end isn't after the start. */
export function shiftHours(shift: Times): number | null {
  if (!shift.startsAt || !shift.endsAt) return null;
  const hours = (ms(shift.endsAt) - ms(shift.startsAt)) / HOUR_MS;
  return hours > 0 ? hours : null;
}

/** Hours of all shifts together; null where one of them, or all, are unknown. */
function allHours(shifts: readonly Times[]): number | null {
  let sum = 0;
  for (const shift of shifts) {
    const hours = shiftHours(shift);
    if (hours === null) return null;
    sum += hours;
  }
  return sum > 0 ? sum : null;
}

/** The hours that `day` and `whole` pay is for: the longest shift, or all shifts together; null: unknown. */
export function paidHours(pay: Pick<Pay, 'unit'>, shifts: readonly Times[]): number | null {
  if (pay.unit === 'whole') return allHours(shifts);
  const known = shifts.map(shiftHours).filter((hours) => hours !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/**
 * Estimated pay of a full day in fen, for sorting and comparing; of a range its lower end. Hourly pay counts
 * the shift's hours up to 8 (8 where unknown), monthly pay is divided by 21.75 days, pay for the whole job by
 * its shifts, pay by the piece is what a day is assured of (保底). Null where it can't be told: by the piece with
 * nothing assured, or without an amount.
 */
export function dayPayFen(
  pay: Pick<Pay, 'amountFen' | 'unit' | 'piece'>,
  shifts: readonly Times[],
): number | null {
  const { amountFen, unit } = pay;
  if (amountFen === null || unit === null) return null;
  if (unit === 'piece') return pay.piece?.dayMinFen ?? null;
  if (unit === 'day') return amountFen;
  if (unit === 'month') return Math.round(amountFen / PAID_DAYS_PER_MONTH);
  if (unit === 'whole') return Math.round(amountFen / Math.max(1, shifts.length));
  const hours = Math.min(NORMAL_DAY_HOURS, paidHours(pay, shifts) ?? NORMAL_DAY_HOURS);
  return Math.round(amountFen * hours);
}

/** `22000` -> `220`, `250` -> `2.50`, `500000` -> `5,000`: yuan without the sign, jiao and fen only if any. */
export function formatYuan(fen: number): string {
  const yuan = Math.trunc(fen / 100).toLocaleString('en-US');
  const rest = Math.abs(fen % 100);
  return rest === 0 ? yuan : `${yuan}.${String(rest).padStart(2, '0')}`;
}
