import { visibleText } from '@linggong/contracts/normal.ts';
import { phoneSpans } from '@linggong/rules/phones.ts';
import { kept } from './kept.ts';

/** Full-width letters, digits and signs of arithmetic as plain ones; Chinese punctuation stays. */
export const plain = (text: string) =>
  visibleText(text)
    .replace(/[０-９Ａ-Ｚａ-ｚ．％＋－／～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u3000]/g, ' ')
    .replace(/[–—－−]/g, '-')
    .trim();

/** What people write where they have nothing to say. */
const NOTHING = /^(?:[-/\\—_.*]+|n\/?a|null|none|nan|nil|#n\/a|无数据|空|未填|未知|待定|暂无|不详)$/i;

const wordsOf = kept((cell) => {
  // Our own lists, and spreadsheet programs, put an apostrophe before what could be a formula, and `="…"` around numbers.
  const text = plain(cell)
    .replace(/^="([^"]*)"$/, '$1')
    .replace(/^'(?=\s*[=+\-@＝＠﹦﹢﹣﹫−])/, '');
  return NOTHING.test(text) ? '' : text;
});

/** A cell's words; empty where it says nothing. */
export const words = (cell: string | undefined): string => wordsOf(cell ?? '');

/** The first `max` characters, without half of a character at the end. */
export const cut = (text: string, max: number) =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;

const DIGITS = '零一二三四五六七八九';

/** A whole number as people write it: `21`, `1,200`, `十二`, `两`; null where it isn't one. */
export function wholeNumber(text: string): number | null {
  const compact = text.replace(/[\s,，]/g, '');
  if (/^\d{1,9}$/.test(compact)) return Number(compact);
  if (/^\d{1,9}\.0+$/.test(compact)) return Math.trunc(Number(compact));
  const match = /^([一二两三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(compact);
  if (!match || !compact || (match[1] && match[3] && !match[2])) return null;
  const [, tens, ten, ones] = match;
  const digit = (c: string | undefined) => (c === '两' ? 2 : DIGITS.indexOf(c ?? '零'));
  return ten ? (tens ? digit(tens) : 1) * 10 + digit(ones) : digit(tens ?? ones);
}

/** Also with the 0 that was dialled before a mobile number of another city. */
const MOBILE = /^(?:(?:00)?86|0)?(1[3-9]\d{9})$/;

/** Area codes of two figures (10, 2x) or three (3xx to 9xx, but no mobile's), and 400 numbers. */
const AREA = '(?:10|2\\d|[3-9]\\d{2})';
const LANDLINE = new RegExp(
  `(?<![\\d-])(?:\\+?86[- ]?)?(0)?(?:(${AREA})[)）\\s-]{0,3}(\\d{7,8})|(400)-?(\\d{3})-?(\\d{4}))(?![\\d])`,
  'g',
);

/** A number to call, as E.164. `zeroLost`: of a landline, the 0 before its area code. */
export type Called = { phone: string; mobile: boolean; zeroLost: boolean };

/**
 * The numbers of a cell: its mobiles before its landlines with an area code. One without the 0 of its area code, as
 * spreadsheet programs write numbers, is believed where nothing else stands in the cell.
 */
export function phonesIn(cell: string): Called[] {
  const mobiles = phoneSpans(cell).flatMap(({ digits }) => MOBILE.exec(digits)?.[1] ?? []);
  const landlines = [...cell.matchAll(LANDLINE)].flatMap(([match, zero, area, local, service, a, b]) => {
    const digits = service ? `${service}${a}${b}` : `${area}${local}`;
    const zeroLost = !zero && !service;
    const sure = !zeroLost || match.trim() === cell.trim();
    return sure && digits.length >= 10 && digits.length <= 11 && !mobiles.includes(digits)
      ? [{ phone: `+86${digits}`, mobile: false, zeroLost }]
      : [];
  });
  return [
    ...mobiles.map((digits) => ({ phone: `+86${digits}`, mobile: true, zeroLost: false })),
    ...landlines,
  ];
}
