import { MongoError } from '../../errors.ts';
import { civil, fromLocal, toLocal, type Zone } from './date-text.ts';
import { asText, check } from './operator.ts';

const UNITS: Record<string, number> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const MONTHS: Record<string, number> = { year: 12, quarter: 3, month: 1 };
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A unit of time from what an argument evaluated to. */
export function unitOf(name: string, value: unknown): string {
  const unit = asText(`${name} requires 'unit' to be a string;`, 'Location5439013', value);
  if (!UNITS[unit] && !MONTHS[unit])
    throw new MongoError('FailedToParse', `unknown time unit value: ${unit}`);
  return unit;
}

function weekStart(value: unknown): number {
  const text =
    value === undefined
      ? 'sunday'
      : asText("'startOfWeek' must be a string;", 'Location5439015', value).toLowerCase();
  const at = DAYS.findIndex((day) => day === text || day.slice(0, 3) === text);
  check(at >= 0, 'FailedToParse', () => `unknown day of week value: ${text}`);
  return at;
}

const monthsOf = (local: number) => new Date(local).getUTCFullYear() * 12 + new Date(local).getUTCMonth();

/** Moves a moment by a number of units; a month's end stays within its month. */
export function addUnits(at: number, unit: string, amount: number, zone: Zone): number {
  if (MONTHS[unit]) {
    const local = toLocal(at, zone);
    const target = monthsOf(local) + amount * MONTHS[unit];
    const [year, month] = [Math.floor(target / 12), (((target % 12) + 12) % 12) + 1];
    const last = new Date(civil(year, month + 1, 0)).getUTCDate();
    const date = new Date(local);
    const time = ((local % 86_400_000) + 86_400_000) % 86_400_000;
    return fromLocal(civil(year, month, Math.min(date.getUTCDate(), last)) + time, zone);
  }
  const size = UNITS[unit]! * amount;
  return unit === 'day' || unit === 'week' ? fromLocal(toLocal(at, zone) + size, zone) : at + size;
}

/** How many boundaries of a unit lie between two moments. */
export function unitsBetween(
  from: number,
  to: number,
  unit: string,
  zone: Zone,
  startOfWeek: unknown,
): number {
  const place = (at: number): number => {
    if (MONTHS[unit]) return Math.floor(monthsOf(toLocal(at, zone)) / MONTHS[unit]);
    const size = UNITS[unit]!;
    if (unit === 'day') return Math.floor(toLocal(at, zone) / size);
    // The first of January 1970 was a Thursday.
    if (unit === 'week') return Math.floor((toLocal(at, zone) / UNITS.day! + 4 - weekStart(startOfWeek)) / 7);
    return Math.floor((at + (unit === 'hour' ? zone(at) % size : 0)) / size);
  };
  return place(to) - place(from);
}

/** The start of the bin of `binSize` units that holds a moment; bins are counted from the year 2000. */
export function truncate(
  at: number,
  unit: string,
  binSize: number,
  zone: Zone,
  startOfWeek: unknown,
): number {
  const local = toLocal(at, zone);
  const floor = (n: number, size: number) => Math.floor(n / size) * size;
  if (MONTHS[unit]) {
    const months = 24_000 + floor(monthsOf(local) - 24_000, binSize * MONTHS[unit]);
    return fromLocal(civil(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1), zone);
  }
  const size = UNITS[unit]! * binSize;
  // The first of January 2000 was a Saturday.
  const reference = civil(2000, 1, 1 + (unit === 'week' ? (weekStart(startOfWeek) + 1) % 7 : 0));
  const start = reference + floor(local - reference, size);
  return unit === 'day' || unit === 'week' ? fromLocal(start, zone) : start - zone(at);
}
