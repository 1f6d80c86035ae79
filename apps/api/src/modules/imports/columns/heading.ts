import { type FileRow, MAX_HEADER } from '../read/limits.ts';
import { fieldOfHeader, type NamedField } from './header.ts';

/** The names of a table's columns, from one line or from two that are read together, and what two of them name. */
export type Heading = { headers: string[]; named: (NamedField | null)[]; lines: 1 | 2 };

const NAME_LENGTH = 12;
const isName = (cell: string) => cell.length <= NAME_LENGTH && !/[\d:：]/.test(cell);

/** Of each column the name above it in a line whose names stand over several; a name that stands alone reaches no further. */
function spread(top: readonly string[], sub: readonly string[]): string[] {
  let over = '';
  return Array.from({ length: Math.max(top.length, sub.length) }, (_, index) => {
    const own = top[index] ?? '';
    if (own) over = sub[index] && sub[index] !== own ? own : '';
    else if (!sub[index]) over = '';
    return own || over;
  });
}

/**
 * Whether two lines are one heading: the second only names parts of what stands over it (`工作地点` over `县`, `乡`),
 * and fills what the first leaves open.
 */
export function areOneHeading(first: FileRow | undefined, second: FileRow | undefined): boolean {
  if (!first || !second) return false;
  const [top, sub] = [first.cells, second.cells];
  const names = sub.filter(Boolean);
  if (names.length < 2 || !names.every(isName)) return false;
  if (top.filter(Boolean).length < 2 || !top.filter(Boolean).every(isName)) return false;
  const over = spread(top, sub);
  const fills = sub.filter((cell, index) => cell && !top[index]).length;
  const fits = sub.every((cell, index) => !cell || cell === top[index] || over[index] || !top[index]);
  // A name with a part of its own under it has another part beside it.
  const alone = sub.some(
    (cell, index) => cell && top[index] && cell !== top[index] && (top[index + 1] || !sub[index + 1]),
  );
  return fills > 0 && fits && !alone;
}

const PLACE_PART = /^(?:省份?|省市|市|城市|地市|区|县|区县|县区|县市区|乡|镇|乡镇|街道|村|社区)$/;
const UNIT_PART = /^(?:单位|计薪单位|计价单位|计算单位)$/;
const AMOUNT_PART = /^(?:金额|数额|标准|数字|多少|元)$/;

/** What a name means under the one above it: `单位` under `薪资` is no employer. */
function fieldOfPart(top: string, sub: string): NamedField | null {
  const above = fieldOfHeader(top);
  const exact = true;
  if (above?.field === 'pay' && UNIT_PART.test(sub)) return { field: 'payUnit', exact };
  if (above?.field === 'pay' && AMOUNT_PART.test(sub)) return { field: 'pay', exact };
  if ((above?.field === 'landmark' || above?.field === 'region') && PLACE_PART.test(sub))
    return { field: 'region', exact };
  if (above?.field === 'headcount' && /^[男女]/.test(sub)) return above;
  const together = fieldOfHeader(`${top}${sub}`);
  if (together?.exact) return together;
  return fieldOfHeader(sub) ?? together ?? above;
}

export function headingOfOne({ cells }: { cells: readonly string[] }): Heading {
  const headers = cells.map((cell) => cell.slice(0, MAX_HEADER));
  return { headers, named: headers.map((header) => fieldOfHeader(header)), lines: 1 };
}

export function headingOfTwo(first: FileRow, second: FileRow): Heading {
  const over = spread(first.cells, second.cells);
  const sub = over.map((_, index) => second.cells[index] ?? '');
  const isPart = (index: number) => sub[index] !== '' && over[index] !== '' && sub[index] !== over[index];
  return {
    headers: over.map((top, index) => (isPart(index) ? `${top} ${sub[index]}` : top || sub[index]!)),
    named: over.map((top, index) =>
      isPart(index) ? fieldOfPart(top, sub[index]!) : fieldOfHeader(top || sub[index]!),
    ),
    lines: 2,
  };
}
