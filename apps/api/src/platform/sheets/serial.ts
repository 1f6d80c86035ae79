import { bareId, isDamagedId } from './cells/id.ts';
import { wholeNumber } from './cells/text.ts';
import { headerName } from './header-name.ts';

/** Names under which people number rows as often as postings. */
const WEAK = /^(?:编号|编码|号码?|no|nr|num|number)$/;
const NEAR_ONE = 5;
/** Rows that were deleted between two numbers. */
const GAP = 20;
const NEXT_SHARE = 0.5;
const ON_SHARE = 0.9;
/** Of fewer rows several may share an id by mistake. */
const REPEATED_ROWS = 10;
const DISTINCT_SHARE = 0.25;
const STRICT_ROWS = 5;
const LARGEST = 100_000;

/** The number in `1`, `001`, `1.`, `1、`, `（1）`, `①`, `No.1`, `#1`, `第1条`, `一`; null where there is more. */
function counted(id: string): number | null {
  const text = id
    .normalize('NFKC')
    .replace(/^(?:no|nr|#|第|序号?)[.:\s]*/i, '')
    .replace(/^\(|\)$/g, '')
    .replace(/(?:[.、,)]|号|条|项|行)$/, '');
  return wholeNumber(text);
}

/** Whether numbers go up by one, for the most part; or begin anew below a heading, or have gaps. */
function goUp(numbers: readonly number[], weak: boolean): boolean {
  const [first = 0] = numbers;
  if (first > NEAR_ONE) return false;
  // A cell merged over several rows says its number in each of them.
  const steps = numbers.slice(1).map((number, at) => ({ number, by: number - numbers[at]! }));
  const moves = steps.filter(({ by }) => by !== 0);
  if (moves.length === 0) return false;
  const next = moves.filter(({ number, by }) => by === 1 || (by < 0 && number <= 2)).length;
  const on = moves.filter(({ number, by }) => (by > 0 && by <= GAP) || (by < 0 && number <= 2)).length;
  const largest = numbers.reduce((most, number) => Math.max(most, number), 0);
  return (
    on >= moves.length * ON_SHARE &&
    (weak || next >= moves.length * NEXT_SHARE) &&
    largest <= numbers.length * (weak ? 10 : 3) + 10
  );
}

const ids = (cells: readonly string[]) => cells.map(bareId).filter(Boolean);
const numbersOf = (values: readonly string[]) =>
  values.flatMap((value) => {
    const number = counted(value);
    return number === null || number >= LARGEST ? [] : [number];
  });

/**
 * What the ids of a column are, by all its cells in the order of the file: `serial` where they only count rows, up or
 * down, from about 1; `repeated` where most stand in several rows, so that they name something else.
 */
export function kindOfIds(header: string, cells: readonly string[]): 'id' | 'serial' | 'repeated' {
  const values = ids(cells);
  if (values.length === 0) return 'id';
  const numbers = numbersOf(values);
  const weak = WEAK.test(headerName(header));
  if (numbers.length === values.length && (goUp(numbers, weak) || goUp(numbers.toReversed(), weak)))
    return 'serial';
  const sound = values.filter((value) => !isDamagedId(value));
  return sound.length >= REPEATED_ROWS && new Set(sound).size <= sound.length * DISTINCT_SHARE
    ? 'repeated'
    : 'id';
}

/** Whether the cells of a column called 序号 are no numbers of rows, but ids: each its own, with more than a number. */
export function areIds(cells: readonly string[]): boolean {
  const values = ids(cells);
  return (
    values.length > 1 &&
    numbersOf(values).length < values.length / 2 &&
    new Set(values).size === values.length
  );
}

/** Whether a column that nobody knows is 1, 2, 3 ... without a gap; one with a header takes more rows to be sure. */
export function countsRows(header: string, cells: readonly string[]): boolean {
  if (cells.length < (header ? STRICT_ROWS : 2)) return false;
  return cells.every((cell, at) => counted(bareId(cell)) === at + 1);
}
