import { plainNumber } from '@linggong/contracts/digits.ts';

/**
 * A day as people type it (`2026-12-01`, `2026/12/1`, `2026年12月1日`) as `YYYY-MM-DD`; null: it is no day of the
 * calendar from 1900 to 2199, such as the 30th of February.
 */
export function typedDay(typed: string): string | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plainNumber(typed).trim());
  if (!found || !/^(?:19|20|21)/.test(found[1]!)) return null;
  const [, year, month, date] = found;
  const day = `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day) ? day : null;
}

/** A clock time as people type it (`8:00`, `20：30`, `8点`, `8点半`) in minutes after midnight, up to 24:00; null: it is none. */
export function typedClock(typed: string): number | null {
  const found = /^(\d{1,2})(?::|点|时)(\d{2}|半)?分?$/.exec(plainNumber(typed).trim());
  if (!found || (/[:：]/.test(typed) && !found[2])) return null;
  const minutes = found[2] === '半' ? 30 : Number(found[2] ?? 0);
  const all = Number(found[1]) * 60 + minutes;
  return minutes < 60 && all <= 24 * 60 ? all : null;
}
