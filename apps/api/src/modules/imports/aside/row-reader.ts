import type { Flag } from '@linggong/contracts/flag.ts';
import type { Import } from '@linggong/contracts/import.ts';
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
  };

/** Whoever a file names is a business, see `newForwardedEmployer`. */
const EMPLOYER = { kind: 'business' } as const;

/** Reads rows one after the other: of rows with one id the first counts. */
export function rowReader(given: {
  columns: Import['columns'];
  sourceName: string;
  regions: readonly JobRegion[];
  now: Date;
}): (row: FileRow) => RowRead {
  const { columns, sourceName, regions, now } = given;
  const findPlace = placeFinder(regions);
  const byId = new Map(regions.map((region) => [region.id, region]));
  const first = new Map<string, { line: number; posting: Posting }>();

  function besideAbove({ externalId, posting, errors }: RowReading, line: number): RowRead['above'] {
    if (errors.length > 0) return null;
    const above = first.get(externalId);
    if (above) return compareWithKnown(posting, above.posting, `第 ${above.line} 行`);
    first.set(externalId, { line, posting });
    return null;
  }

  return ({ line, cells }) => {
    const reading = postingOfRow(cells, { columns, sourceName, findPlace });
    const region = byId.get(reading.posting.workplace.regionId ?? '') ?? null;
    const flags = flagsOf(reading.posting, { employer: EMPLOYER, region }, now);
    return { line, cells, ...reading, flags, above: besideAbove(reading, line) };
  };
}
