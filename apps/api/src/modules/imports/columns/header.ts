import type { ImportField } from '@linggong/contracts/import.ts';
import type { PayUnit } from '@linggong/contracts/posting.ts';
import { PIECE_WORD, pieceWord } from '@linggong/rules/piece-text.ts';
import { plain } from '../cells/text.ts';
import { COLUMN_NAMES } from './names.ts';

/** `exact`: the header is a name of the field; else it only contains one. */
export type NamedField = { field: ImportField; exact: boolean };

const BRACKETS = /[（(【[][^）)】\]]*[）)】\]]/g;

/** A header without brackets, marks and spaces around Chinese: `* 招聘 人数（人）` is `招聘人数`. */
function headerName(header: string): string {
  const text = plain(header)
    .replace(BRACKETS, '')
    .replace(/[*＊:：?？"'“”]|必填|选填/g, '');
  const spaced = text
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();
  return /[\u4e00-\u9fff]/.test(spaced)
    ? spaced.replace(/\s/g, '').replace(/\/.*$/, '')
    : spaced.replace(/\bids?\b/g, 'id');
}

const exactNames = new Map<string, ImportField>();
for (const [field, names] of Object.entries(COLUMN_NAMES)) {
  for (const name of names) exactNames.set(name, field as ImportField);
}
/** Chinese names of two and more characters, longest first. */
const partNames = [...exactNames]
  .filter(([name]) => /^[\u4e00-\u9fff]{2,}/.test(name))
  .sort((a, b) => b[0].length - a[0].length);

/** The field that a header names; null where it says nothing known. */
export function fieldOfHeader(header: string): NamedField | null {
  const name = headerName(header);
  if (!name) return null;
  const field = exactNames.get(name);
  if (field) return { field, exact: true };
  const part = name.length <= 20 ? partNames.find(([known]) => name.includes(known)) : undefined;
  return part ? { field: part[1], exact: false } : null;
}

/** What a header says of the amounts under it. */
export type HeaderUnit = {
  unit: PayUnit | null;
  times: number;
  /** Of pay by the piece what a piece is, where it is said. */
  piece?: string;
};

const UNITS: readonly (readonly [RegExp, PayUnit])[] = [
  [/时薪|小时|每时|hour|\/\s*h\b/i, 'hour'],
  [/日薪|日工资|天|日结|每日|day|daily/i, 'day'],
  [/计件|件|单价|piece/i, 'piece'],
  [/月|month/i, 'month'],
  [/总价|整单|一口价|全部|whole/i, 'whole'],
];

const PER_PIECE = new RegExp(`(?:[/每]|元一)(${PIECE_WORD})(?![\\u4e00-\\u9fffa-z])`);

/** The unit of pay in `月薪(元)`, `工资（元/天）`, `工价(元/亩)`; a year's pay has none that we know. */
export function unitOfHeader(header: string): HeaderUnit {
  const text = plain(header);
  const times = /万元|万/.test(text) ? 10_000 : /千元|千\/|\bk\b/i.test(text) ? 1000 : 1;
  if (/年薪|元\/年|year|annual/i.test(text)) return { unit: null, times };
  const compact = text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  const piece = pieceWord(PER_PIECE.exec(compact)?.[1] ?? compact);
  if (piece) return { unit: 'piece', times, piece };
  return { unit: UNITS.find(([pattern]) => pattern.test(text))?.[1] ?? null, times };
}
