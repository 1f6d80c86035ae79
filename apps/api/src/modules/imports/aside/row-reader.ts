import type { Flag } from '@linggong/contracts/flag.ts';
import { type Import, placeOfLine } from '@linggong/contracts/import.ts';
import type { Height } from '@linggong/rules/height.ts';
import type { FileRow } from '../../../platform/sheets/read/limits.ts';
import { flagsOf } from '../../flags/public.ts';
import { type NamedRegion, placeFinder } from '../cells/place.ts';
import { areTwoWorks, compareWithKnown, onlyPayDiffers } from '../compare.ts';
import { postingOfRow, type RowReading, withExternalId } from '../posting/of-row.ts';

/** A region with what the rules go by. */
export type JobRegion = NamedRegion & Height & { pathCodes: string[] };

/** A row that was read before, and what is said of it since. */
export type Twin = { line: number; note: string };

/** What was made of a row, as far as it can be without knowing what is stored. */
export type RowRead = RowReading &
  FileRow & {
    flags: Flag[];
    /** What it is beside a row above of the same id or contents; null: there is none. */
    above: ReturnType<typeof compareWithKnown> | null;
    /** What is to be said of a row above too: the two are alike but for the pay, and both are taken. */
    twin: Twin | null;
    /** It is hidden in the file, and such rows aren't taken. */
    leftOut: boolean;
  };

/** What these rows have to say of rows above them. */
export const twinsOf = (rows: readonly Pick<RowRead, 'twin'>[]): Twin[] =>
  rows.flatMap(({ twin }) => twin ?? []);

const called = (line: number, sheets: readonly string[]) => {
  const { sheet, row } = placeOfLine(line, sheets);
  return sheet === null ? `第 ${row} 行` : `「${sheet}」第 ${row} 行`;
};

const INSTEAD = '同一张表里写了两遍，只用前面那行。要用这一行，把前面那行从表里删掉，再传一次。';

/** Without ids nobody can say whether two rows are two works, or one of them a correction of the other. */
const alikeButPay = (other: string) =>
  `和${other}的单位、岗位、地点都一样，只有工资不一样。没有编号，看不出是不是改过的同一条，两行都算一条。不对就从表里删掉一行，再传一次。`;

/** Whoever a file names is a business, see `newForwardedEmployer`. */
const namedEmployer = ({ employerName }: RowReading) => ({ kind: 'business', name: employerName }) as const;

/** Reads rows one after the other: of rows with one id the first counts. */
export function rowReader(
  given: Pick<Import, 'columns' | 'sourceName' | 'sheets' | 'withHidden'> & {
    regions: readonly JobRegion[];
    now: Date;
  },
): (row: FileRow) => RowRead {
  const { columns, sourceName, sheets, withHidden, regions, now } = given;
  const findPlace = placeFinder(regions);
  const byId = new Map(regions.map((region) => [region.id, region]));
  const first = new Map<string, { line: number; reading: RowReading }>();
  /** Rows without an id of their own by `likeKey`: the first of each, and whether it was named already. */
  const likes = new Map<string, { line: number; reading: RowReading; named: boolean }>();

  /** A row by its contents alone, as its id is that of another work in row `line`. */
  const byContents = (reading: RowReading, line: number): RowReading => ({
    ...reading,
    externalId: reading.contentId,
    rowNumber: reading.externalId,
    posting: withExternalId(reading.posting, reading.contentId),
    notes: [
      `编号“${reading.externalId}”在${called(line, sheets)}用过，写的却是另一个活：没当成同一条。`,
      ...reading.notes,
    ],
  });

  function besideAbove(reading: RowReading, line: number): RowReading & Pick<RowRead, 'above'> {
    if (reading.errors.length > 0) return { ...reading, above: null };
    const above = first.get(reading.externalId);
    if (!above) {
      first.set(reading.externalId, { line, reading });
      return { ...reading, above: null };
    }
    if (reading.externalId !== reading.contentId && areTwoWorks(reading, above.reading, true))
      return besideAbove(byContents(reading, above.line), line);
    const beside = { known: called(above.line, sheets), instead: INSTEAD };
    return { ...reading, above: compareWithKnown(reading, above.reading, beside) };
  }

  /** A row that is alike but for the pay to one above: it is said of both, of the one above once. */
  function besideTwin<R extends RowReading & Pick<RowRead, 'above'>>(
    reading: R,
    line: number,
  ): R & Pick<RowRead, 'twin'> {
    const { errors, above, externalId, contentId, likeKey } = reading;
    if (errors.length > 0 || above || externalId !== contentId) return { ...reading, twin: null };
    const like = likes.get(likeKey);
    if (!like) likes.set(likeKey, { line, reading, named: false });
    if (!like || !onlyPayDiffers(reading, like.reading)) return { ...reading, twin: null };
    const twin = like.named ? null : { line: like.line, note: alikeButPay(called(line, sheets)) };
    like.named = true;
    return { ...reading, notes: [alikeButPay(called(like.line, sheets)), ...reading.notes], twin };
  }

  return ({ line, cells, hidden }) => {
    const leftOut = hidden === true && !withHidden;
    const read = postingOfRow(cells, { columns, sourceName, findPlace, now });
    const reading = leftOut
      ? { ...read, above: null, twin: null }
      : besideTwin(besideAbove(read, line), line);
    const region = byId.get(reading.posting.workplace.regionId ?? '') ?? null;
    const flags = flagsOf(reading.posting, { employer: namedEmployer(reading), region }, now);
    return { line, cells, ...(hidden && { hidden }), ...reading, flags, leftOut };
  };
}
