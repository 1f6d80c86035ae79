import { MongoError } from '../../errors.ts';

/** A time zone: its offset in milliseconds at a moment. */
export type Zone = (at: number) => number;

export const UTC: Zone = () => 0;
const MINUTE = 60_000;
const formats = new Map<string, Zone>();

/** A zone by offset (`+08:00`, `+0800`, `+08`) or by name (`Asia/Shanghai`). */
export function zoneOf(text: string): Zone {
  if (text === 'UTC' || text === 'GMT' || text === 'Z') return UTC;
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return () => (offset[1] === '-' ? -minutes : minutes) * MINUTE;
  }
  const known = formats.get(text);
  if (known) return known;
  const unknown = () => new MongoError('Location40485', `unrecognized time zone identifier: "${text}"`);
  if (!/^[A-Za-z]/.test(text)) throw unknown();
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: text,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw unknown();
  }
  const zone: Zone = (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
    const local = civil(
      year,
      Number(parts.month),
      Number(parts.day),
      Number(parts.hour),
      Number(parts.minute),
      Number(parts.second),
    );
    return local - Math.floor(at / 1000) * 1000;
  };
  formats.set(text, zone);
  return zone;
}

/** Milliseconds of a civil time as if it were UTC; parts beyond their range carry over. */
export function civil(year: number, month = 1, day = 1, hour = 0, minute = 0, second = 0, milli = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milli);
  return date.getTime();
}

/** The moment at which clocks of a zone show `local`. */
export function fromLocal(local: number, zone: Zone): number {
  const guess = local - zone(local);
  return local - zone(guess);
}

export const toLocal = (at: number, zone: Zone): number => at + zone(at);

const DAY = 86_400_000;

/** The ISO year and week of a local time. */
export function isoWeek(local: number): { year: number; week: number; day: number } {
  const day = new Date(local).getUTCDay() || 7;
  const thursday = new Date(local + (4 - day) * DAY);
  const year = thursday.getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday.getTime() - civil(year)) / DAY / 7), day };
}

export const dayOfYear = (local: number): number =>
  Math.floor((local - civil(new Date(local).getUTCFullYear())) / DAY) + 1;

/** Weeks begin on Sunday; days before the first Sunday are in week 0. */
export const weekOfYear = (local: number): number =>
  Math.floor((dayOfYear(local) + 6 - new Date(local).getUTCDay()) / 7);

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const pad = (n: number, size = 2) => String(n).padStart(size, '0');

/** `$dateToString`. */
export function formatDate(at: number, format: string, zone: Zone): string {
  const offset = zone(at);
  const local = at + offset;
  const date = new Date(local);
  const minutes = Math.trunc(offset / MINUTE);
  const size = Math.abs(minutes);
  return format.replace(/%(.?)/gs, (_, letter: string) => {
    switch (letter) {
      case '%':
        return '%';
      case 'Y':
        return pad(date.getUTCFullYear(), 4);
      case 'm':
        return pad(date.getUTCMonth() + 1);
      case 'b':
        return MONTHS[date.getUTCMonth()]!.slice(0, 3);
      case 'B':
        return MONTHS[date.getUTCMonth()]!;
      case 'd':
        return pad(date.getUTCDate());
      case 'H':
        return pad(date.getUTCHours());
      case 'M':
        return pad(date.getUTCMinutes());
      case 'S':
        return pad(date.getUTCSeconds());
      case 'L':
        return pad(date.getUTCMilliseconds(), 3);
      case 'j':
        return pad(dayOfYear(local), 3);
      case 'w':
        return String(date.getUTCDay() + 1);
      case 'u':
        return String(isoWeek(local).day);
      case 'U':
        return pad(weekOfYear(local));
      case 'V':
        return pad(isoWeek(local).week);
      case 'G':
        return pad(isoWeek(local).year, 4);
      case 'z':
        return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${pad(size % 60)}`;
      case 'Z':
        return `${minutes < 0 ? '-' : '+'}${pad(size, 1)}`;
    }
    throw letter === ''
      ? new MongoError('Location18535', "Unmatched '%' at end of format string")
      : new MongoError('Location18536', `Invalid format character '%${letter}' in format string`);
  });
}

const unreadable = (text: string) =>
  new MongoError('ConversionFailure', `Error parsing date string '${text}'`);

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?$/i;

/** Reads an ISO 8601 date, in `zone` where the text names none. */
export function parseDate(text: string, zone?: Zone): Date {
  const parts = ISO.exec(text.trim());
  if (!parts) throw unreadable(text);
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', named] = parts;
  if (named && zone)
    throw new MongoError(
      'ConversionFailure',
      `you cannot pass in a date/time string with time zone information ('${named}') together with a timezone argument`,
    );
  return assemble(
    text,
    {
      Y: Number(year),
      m: Number(month),
      d: Number(day),
      H: Number(hour),
      M: Number(minute),
      S: Number(second),
      L: Number(fraction.padEnd(3, '0').slice(0, 3)),
    },
    named ? zoneOf(named.toUpperCase()) : (zone ?? UTC),
  );
}

function assemble(text: string, parts: Record<string, number>, zone: Zone): Date {
  const { Y, G, V, u = 1, j, m = 1, d = 1, H = 0, M = 0, S = 0, L = 0 } = parts;
  let local: number;
  if (G !== undefined) local = fromIsoWeek(G, V ?? 1, u, H, M, S, L);
  else {
    if (Y === undefined || m < 1 || m > 12 || d < 1 || d > 31 || H > 24 || M > 59 || S > 60)
      throw unreadable(text);
    local = civil(Y, j === undefined ? m : 1, j ?? d, H, M, S, L);
    if (j === undefined && new Date(civil(Y, m, d)).getUTCMonth() !== m - 1) throw unreadable(text);
  }
  return new Date(fromLocal(local, zone));
}

/** The local time of a day in an ISO week; parts beyond their range carry over. */
export function fromIsoWeek(
  year: number,
  week: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  milli = 0,
): number {
  const first = civil(year, 1, 4);
  const monday = first - (isoWeek(first).day - 1) * DAY;
  return civil(
    1970,
    1,
    1 + Math.round(monday / DAY) + (week - 1) * 7 + (day - 1),
    hour,
    minute,
    second,
    milli,
  );
}

const FIELDS: Record<string, string> = {
  Y: '(\\d{4})',
  m: '(\\d{1,2})',
  d: '(\\d{1,2})',
  H: '(\\d{1,2})',
  M: '(\\d{1,2})',
  S: '(\\d{1,2})',
  L: '(\\d{1,3})',
  j: '(\\d{1,3})',
  G: '(\\d{4})',
  V: '(\\d{1,2})',
  u: '(\\d)',
  w: '(\\d)',
  z: '([+-]\\d{2}:?\\d{2}|Z|UTC|GMT)',
  Z: '([+-]\\d{1,4})',
  b: '([A-Za-z]{3})',
  B: '([A-Za-z]+)',
};

/** `$dateFromString` with a format. */
export function parseWithFormat(text: string, format: string, zone: Zone | undefined): Date {
  const letters: string[] = [];
  const pattern = format.replace(/%(.?)|[^%]/gs, (all, letter: string | undefined) => {
    if (letter === undefined) return /\s/.test(all) ? '\\s' : all.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    if (letter === '%') return '%';
    if (!FIELDS[letter])
      throw letter === ''
        ? new MongoError('Location18535', "Unmatched '%' at end of format string")
        : new MongoError('Location18536', `Invalid format character '%${letter}' in format string`);
    letters.push(letter);
    return FIELDS[letter];
  });
  const match = new RegExp(`^${pattern}$`, 'u').exec(text);
  if (!match) throw unreadable(text);
  const parts: Record<string, number> = {};
  let named: Zone | undefined;
  letters.forEach((letter, i) => {
    const found = match[i + 1]!;
    if (letter === 'z') named = zoneOf(found);
    else if (letter === 'Z') named = () => Number(found) * MINUTE;
    else if (letter === 'b' || letter === 'B') {
      parts.m =
        MONTHS.findIndex(
          (month) => (letter === 'b' ? month.slice(0, 3) : month).toLowerCase() === found.toLowerCase(),
        ) + 1;
      if (parts.m === 0) throw unreadable(text);
    } else parts[letter] = letter === 'L' ? Number(found.padEnd(3, '0')) : Number(found);
  });
  return assemble(text, parts, named ?? zone ?? UTC);
}
