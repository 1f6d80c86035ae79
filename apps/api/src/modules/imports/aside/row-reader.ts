import type { Flag } from '@linggong/contracts/flag.ts';
import { type Import, placeOfLine } from '@linggong/contracts/import.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { flagsOf } from '../../gigs/flags.ts';
import { placeFinder } from '../cells/place.ts';
import { compareWithKnown } from '../compare.ts';
import { postingOfRow, type RowReading } from '../posting/of-row.ts';
import type { FileRow } from '../read/limits.ts';
import type { JobRegion } from './messages.ts';

/** What was made of a row, as far as it can be without knowing what is stored. */
export type RowRead = RowReading &
  FileRow & {
    flags: Flag[];
    /** What it is beside a row above that has the same id; null: there is none. */
    above: ReturnType<typeof compareWithKnown> | null;
    /** It is hidden in the file, and such rows aren't taken. */
    leftOut: boolean;
  };

const called = (line: number, sheets: readonly string[]) => {
  const { sheet, row } = placeOfLine(line, sheets);
  return sheet === null ? `第 ${row} 行` : `「${sheet}」第 ${row} 行`;
};

/** Whoever a file names is a business, see `newForwardedEmployer`. */
const EMPLOYER = { kind: 'business' } as const;

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
  const first = new Map<string, { line: number; posting: Posting }>();

  function besideAbove({ externalId, posting, errors }: RowReading, line: number): RowRead['above'] {
    if (errors.length > 0) return null;
    const above = first.get(externalId);
    if (above) return compareWithKnown(posting, above.posting, called(above.line, sheets));
    first.set(externalId, { line, posting });
    return null;
  }

  return ({ line, cells, hidden }) => {
    const reading = postingOfRow(cells, { columns, sourceName, findPlace });
    const region = byId.get(reading.posting.workplace.regionId ?? '') ?? null;
    const flags = flagsOf(reading.posting, { employer: EMPLOYER, region }, now);
    const leftOut = hidden && !withHidden;
    const above = leftOut ? null : besideAbove(reading, line);
    return { line, cells, ...(hidden && { hidden }), ...reading, flags, above, leftOut: leftOut === true };
  };
}
