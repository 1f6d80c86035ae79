import type { Import, ImportField } from '@linggong/contracts/import.ts';
import { recogniseTrade } from '@linggong/contracts/trades.ts';
import { parseAges, parseHeadcount, parseSex } from '../cells/people.ts';
import type { PlaceFinder } from '../cells/place.ts';
import { words } from '../cells/text.ts';
import { parseDayTime } from '../cells/times.ts';

import { SHARED_FIELDS } from './names.ts';
import type { Table } from './table.ts';

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

/**
 * What each column is: by its header, else by what its cells look like. A field that can only be told once goes to
 * the column that names it exactly, else to the first; what is left over, and what is hidden, is `ignore`.
 */
export function recogniseColumns(
  table: Pick<Table, 'headers' | 'named' | 'rows'>,
  findPlace: PlaceFinder,
  hidden: ReadonlySet<number> = new Set(),
): Column[] {
  const cellsOf = (index: number) =>
    table.rows
      .slice(0, SAMPLES)
      .map((row) => words(row.cells[index]?.slice(0, SAMPLE_LENGTH)))
      .filter(Boolean);
  const named = table.named.map((found, index) => (hidden.has(index) ? null : found));
  const holder = new Map<ImportField, number>();
  named.forEach((found, index) => {
    if (!found) return;
    const before = holder.get(found.field);
    if (before === undefined || (found.exact && !named[before]!.exact)) holder.set(found.field, index);
  });
  const taken = new Set(holder.keys());
  const all = looks(findPlace);
  return table.headers.map((header, index) => {
    const cells = cellsOf(index);
    const found = named[index];
    if (hidden.has(index)) return { index, header, field: 'ignore', sample: cells[0] ?? '', hidden: true };
    let field: ImportField;
    if (found)
      field = SHARED_FIELDS.has(found.field) || holder.get(found.field) === index ? found.field : 'ignore';
    else {
      field = byLook(cells, taken, all);
      taken.add(field);
      taken.delete('ignore');
    }
    return { index, header, field, sample: cells[0] ?? '' };
  });
}
