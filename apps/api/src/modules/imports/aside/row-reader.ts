import type { Flag } from '@linggong/contracts/flag.ts';
import { type Import, placeOfLine } from '@linggong/contracts/import.ts';
import type { Height } from '@linggong/rules/height.ts';
import type { FileRow } from '../../../platform/sheets/read/limits.ts';
import { flagsOf } from '../../flags/public.ts';
import { type NamedRegion, placeFinder } from '../cells/place.ts';
import { areTwoWorks, compareWithKnown } from '../compare.ts';
import { postingOfRow, type RowReading, withExternalId } from '../posting/of-row.ts';

/** A region with what the rules go by. */
export type JobRegion = NamedRegion & Height & { pathCodes: string[] };

/** What was made of a row, as far as it can be without knowing what is stored. */
export type RowRead = RowReading &
  FileRow & {
    flags: Flag[];
    /** What it is beside a row above of the same id or contents; null: there is none. */
    above: ReturnType<typeof compareWithKnown> | null;
    /** It is hidden in the file, and such rows aren't taken. */
    leftOut: boolean;
  };

const called = (line: number, sheets: readonly string[]) => {
  const { sheet, row } = placeOfLine(line, sheets);
  return sheet === null ? `第 ${row} 行` : `「${sheet}」第 ${row} 行`;
};

const INSTEAD = '同一张表里写了两遍，只用前面那行。要用这一行，把前面那行从表里删掉，再传一次。';

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

  return ({ line, cells, hidden }) => {
    const leftOut = hidden === true && !withHidden;
    const read = postingOfRow(cells, { columns, sourceName, findPlace, now });
    const reading = leftOut ? { ...read, above: null } : besideAbove(read, line);
    const region = byId.get(reading.posting.workplace.regionId ?? '') ?? null;
    const flags = flagsOf(reading.posting, { employer: namedEmployer(reading), region }, now);
    return { line, cells, ...(hidden && { hidden }), ...reading, flags, leftOut };
  };
}
