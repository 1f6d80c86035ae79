import type { Point } from '@linggong/contracts/scalars.ts';
import { plain } from '../../../platform/sheets/cells/text.ts';

/** A position, and whether the latitude stood first. */
export type ReadPoint = { point: Point; swapped: boolean };

/** In China the two can't be taken for each other. */
const isLng = (n: number) => n >= 73 && n <= 136;
const isLat = (n: number) => n >= 3 && n <= 54;

/** Degrees, or degrees, minutes and seconds: `97.1722`, `97°10′20″`, `97度10分20秒`, `97°10.5'`. */
const ANGLE =
  /(\d{1,3}(?:\.\d+)?)\s*(?:[°º度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[′'’分]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:[″"”秒]|''|′′)\s*)?)?/;
const FULL_ANGLE = new RegExp(`^\\s*${ANGLE.source}\\s*$`);
const MARK = '(?:东经|北纬|经度|纬度|longitude|latitude|lng|lon|lat|[EN])?';
const ONE = `${MARK}\\s*[:：=]?\\s*${ANGLE.source}\\s*[EN]?`;
const BOTH = new RegExp(
  `^[\\s([{（【]*(?:point)?[\\s([{（【]*${ONE}\\s*[,，;；、/\\s]\\s*${ONE}[\\s)\\]}）】]*$`,
  'i',
);

const LONGEST = 80;

function degrees(whole: string, minutes?: string, seconds?: string): number | null {
  const [m, s] = [Number(minutes ?? 0), Number(seconds ?? 0)];
  if (m >= 60 || s >= 60) return null;
  return Number((Number(whole) + m / 60 + s / 3600).toFixed(7));
}

/** One coordinate as a number of degrees; null where the cell says something else. */
export function readAngle(cell: string): number | null {
  if (cell.length > LONGEST) return null;
  const match = FULL_ANGLE.exec(plain(cell).replace(/^(?:东经|北纬|[EN])|[EN]$/gi, ''));
  return match ? degrees(match[1]!, match[2], match[3]) : null;
}

/** Two numbers as longitude and latitude, whichever stands first; null where they are no place in China. */
export function asPoint(first: number, second: number): ReadPoint | null {
  if (isLng(first) && isLat(second)) return { point: [first, second], swapped: false };
  return isLat(first) && isLng(second) ? { point: [second, first], swapped: true } : null;
}

/** Both coordinates of one cell: `97.17,31.14`, `31.14，97.17`, `POINT(97.17 31.14)`, `东经97°10′ 北纬31°8′`; null for anything else. */
export function readPoint(cell: string): ReadPoint | null {
  if (cell.length > LONGEST) return null;
  const match = BOTH.exec(plain(cell));
  if (!match) return null;
  const first = degrees(match[1]!, match[2], match[3]);
  const second = degrees(match[4]!, match[5], match[6]);
  return first === null || second === null ? null : asPoint(first, second);
}
