import type { Import, ImportField } from '@linggong/contracts/import.ts';
import { recogniseTrade } from '@linggong/contracts/trades.ts';
import { words } from '../../../platform/sheets/cells/text.ts';
import { headerName } from '../../../platform/sheets/header-name.ts';
import { areIds, countsRows, kindOfIds } from '../../../platform/sheets/serial.ts';
import type { Table } from '../../../platform/sheets/table.ts';
import { parseAges, parseHeadcount, parseSex } from '../cells/people.ts';
import type { PlaceFinder } from '../cells/place.ts';
import { readPoint } from '../cells/point.ts';
import { parseDayTime } from '../cells/times.ts';
import type { NamedField } from './header.ts';
import { EMPLOYER_ADDRESSES, FIRST_DAYS, LAST_DAYS, SHARED_BY_NAME, SHARED_FIELDS } from './names.ts';
import { ownColumns } from './own.ts';

type Column = Import['columns'][number];

const SAMPLES = 50;
const SAMPLE_LENGTH = 300;
/** So much of a column's cells has to look like a field to be taken for it without its header. */
const ENOUGH = 0.8;

type Look = { field: ImportField; test: (cell: string) => boolean };

/** How cells of a field look, the surest first. Of plain numbers nobody can tell what they count. */
const looks = (findPlace: PlaceFinder): readonly Look[] => [
  { field: 'sourceUrl', test: (c) => /^https?:\/\/\S+$/.test(c) },
  { field: 'contact', test: (c) => /1[3-9]\d{9}|^0\d{2,3}-?\d{7,8}$/.test(c) },
  { field: 'sex', test: (c) => parseSex(c) !== null && !/^(?:无|any|all|无要求)$/.test(c) },
  { field: 'age', test: (c) => /\d{2}/.test(c) && /岁|^\d{2}-\d{2}$/.test(c) && parseAges(c) !== null },
  { field: 'pay', test: (c) => /\d\s*(?:元|块|千|万|k)|[￥¥]\s*\d/i.test(c) },
  { field: 'headcount', test: (c) => /[人名位]/.test(c) && parseHeadcount(c).headcount !== null },
  { field: 'startsAt', test: (c) => parseDayTime(c) !== null && /[-/年]/.test(c) },
  { field: 'hours', test: (c) => /\d{1,2}[:：点]\d{0,2}\s*(?:-|至|到|~)/.test(c) },
  { field: 'coordinates', test: (c) => readPoint(c) !== null },
  { field: 'latitude', test: (c) => /^\d{2}\.\d{4,}$/.test(c) && Number(c) > 3 && Number(c) < 54 },
  { field: 'longitude', test: (c) => /^\d{2,3}\.\d{4,}$/.test(c) && Number(c) > 73 && Number(c) < 136 },
  {
    field: 'employerName',
    test: (c) =>
      /(?:公司|合作社|工厂|酒店|宾馆|超市|集团|项目部|服务部|店|厂|馆)(?:[（(].*)?$/.test(c) && c.length >= 4,
  },
  { field: 'region', test: (c) => c.length <= 12 && findPlace(c)?.rest === '' },
  { field: 'included', test: (c) => /[包管供][吃住食饭]/.test(c) && c.length <= 20 },
  { field: 'title', test: (c) => c.length <= 14 && recogniseTrade(c) !== null },
  { field: 'description', test: (c) => c.length >= 12 && /[\u4e00-\u9fff]{4}/.test(c) },
];

function byLook(
  cells: readonly string[],
  taken: ReadonlySet<ImportField>,
  all: readonly Look[],
): ImportField {
  if (cells.length === 0) return 'ignore';
  const fits = all.find(
    ({ field, test }) =>
      !taken.has(field) && cells.filter((cell) => test(cell)).length >= cells.length * ENOUGH,
  );
  return fits?.field ?? 'ignore';
}

type Found = Pick<Column, 'field' | 'why' | 'counts'> & { exact: boolean };

/** What a column is by its header; of ids and numbers of rows their cells say which they are. */
function byHeader(header: string, named: NamedField | null, cells: () => string[]): Found | null {
  if (named?.field === 'externalId') {
    const kind = kindOfIds(header, cells());
    if (kind === 'serial') return { field: 'rowNumber', exact: true, why: 'serial', counts: true };
    if (kind === 'repeated') return { field: 'ignore', exact: true, why: 'repeated' };
  }
  if (named?.field === 'rowNumber' && areIds(cells())) return { field: 'externalId', exact: false };
  return named && { ...named, field: byCells(header, named, cells()) };
}

const OF_SEX = /[男女]/;
/** Whether a column adds to others of its field. */
const isShared = ({ field, exact }: Found, header: string) =>
  SHARED_FIELDS.has(field) ||
  (SHARED_BY_NAME.has(field) && exact) ||
  (field === 'headcount' && OF_SEX.test(header));

const NUMBERS = /^\d{1,3}人?$/;
const AMOUNTS = /^\d{2,5}(?:\.\d+)?元?$/;
/** What stands under names that are ticked: numbers there are people or money. */
function byCells(header: string, named: NamedField, cells: readonly string[]): ImportField {
  const told = cells.map((cell) => words(cell)).filter(Boolean);
  const all = (pattern: RegExp) => told.length > 0 && told.every((cell) => pattern.test(cell));
  if (named.field === 'sex' && OF_SEX.test(header) && all(NUMBERS)) return 'headcount';
  if (named.field === 'settlement' && headerName(header) === '日结' && all(AMOUNTS)) return 'pay';
  return named.field;
}

/** Of several columns for one field the one that names it exactly, else the first. */
function holders(found: readonly (Found | null)[]): Map<ImportField, number> {
  const holder = new Map<ImportField, number>();
  found.forEach((one, index) => {
    if (!one) return;
    const before = holder.get(one.field);
    if (before === undefined || (one.exact && !found[before]!.exact)) holder.set(one.field, index);
  });
  return holder;
}

/**
 * What each column is: by its header, else by what its cells look like, and why it is that where the header alone
 * doesn't say it. What is left over, and what is hidden, is `ignore`.
 */
export function recogniseColumns(
  table: Pick<Table<ImportField>, 'headers' | 'named' | 'rows'>,
  findPlace: PlaceFinder,
  hidden: ReadonlySet<number> = new Set(),
): Column[] {
  const allOf = (index: number) => table.rows.map((row) => row.cells[index]?.slice(0, SAMPLE_LENGTH) ?? '');
  const cellsOf = (index: number) =>
    table.rows
      .slice(0, SAMPLES)
      .map((row) => words(row.cells[index]?.slice(0, SAMPLE_LENGTH)))
      .filter(Boolean);
  const own = ownColumns(table.headers);
  const names = table.headers.map(headerName);
  const ofPeriod = names.some((name) => FIRST_DAYS.has(name));
  const namedAt = (index: number): NamedField | null =>
    ofPeriod && LAST_DAYS.has(names[index]!)
      ? { field: 'endsAt', exact: true }
      : (table.named[index] ?? null);
  const found = table.headers.map((header, index) =>
    own.has(index) || hidden.has(index) ? null : byHeader(header, namedAt(index), () => allOf(index)),
  );
  const holder = holders(found);
  const isWorkplace = (at: number) => !EMPLOYER_ADDRESSES.has(headerName(table.headers[at]!));
  const workplace = found.findIndex((one, at) => one?.field === 'landmark' && isWorkplace(at));
  const taken = new Set(holder.keys());
  const all = looks(findPlace);

  function meaning(index: number): Omit<Column, 'index' | 'header' | 'sample'> {
    if (own.has(index)) return { field: 'ignore', why: 'own' };
    if (hidden.has(index)) return { field: 'ignore', hidden: true };
    const one = found[index];
    if (!one) {
      const field = byLook(cellsOf(index), taken, all);
      if (field !== 'ignore') taken.add(field);
      else if (countsRows(table.headers[index]!, allOf(index))) return { field: 'rowNumber', why: 'serial' };
      return field === 'ignore' ? { field, why: 'unknown' } : { field };
    }
    const { exact: _, ...said } = one;
    const second =
      said.field === 'landmark' && workplace >= 0 && !isWorkplace(index)
        ? workplace
        : isShared(one, table.headers[index]!)
          ? index
          : holder.get(said.field)!;
    return second === index ? said : { field: 'ignore', why: 'second', instead: second };
  }

  return table.headers.map((header, index) => ({
    index,
    header,
    ...meaning(index),
    sample: cellsOf(index)[0] ?? '',
  }));
}
