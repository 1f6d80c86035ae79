import type { Named, Naming } from './naming.ts';
import { type FileRow, MAX_HEADER } from './read/limits.ts';

/** The names of a table's columns, from one line or from two that are read together, and what two of them name. */
export type Heading<F extends string> = { headers: string[]; named: (Named<F> | null)[]; lines: 1 | 2 };

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

function meaningOf<F extends string>(over: string, part: string, naming: Naming<F>): Named<F> | null {
  const { fieldOfHeader, fieldOfPart } = naming;
  const known = fieldOfPart?.(over, part);
  if (known) return known;
  const together = fieldOfHeader(`${over}${part}`);
  if (together?.exact) return together;
  return fieldOfHeader(part) ?? together ?? fieldOfHeader(over);
}

export function headingOfOne<F extends string>(
  { cells }: { cells: readonly string[] },
  { fieldOfHeader }: Naming<F>,
): Heading<F> {
  const headers = cells.map((cell) => cell.slice(0, MAX_HEADER));
  return { headers, named: headers.map((header) => fieldOfHeader(header)), lines: 1 };
}

export function headingOfTwo<F extends string>(
  first: FileRow,
  second: FileRow,
  naming: Naming<F>,
): Heading<F> {
  const over = spread(first.cells, second.cells);
  const sub = over.map((_, index) => second.cells[index] ?? '');
  const isPart = (index: number) => sub[index] !== '' && over[index] !== '' && sub[index] !== over[index];
  return {
    headers: over.map((top, index) => (isPart(index) ? `${top} ${sub[index]}` : top || sub[index]!)),
    named: over.map((top, index) =>
      isPart(index) ? meaningOf(top, sub[index]!, naming) : naming.fieldOfHeader(top || sub[index]!),
    ),
    lines: 2,
  };
}
