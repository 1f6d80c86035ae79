import { zMinimumWage } from '@linggong/contracts/wage.ts';
import { isDoubtful, type MinimumWage, wageFor } from '@linggong/rules/posting/minimum-wage.ts';
import { localDay } from '@linggong/rules/time.ts';
import * as z from 'zod';
import wages from '../../../data/minimum-wages.json' with { type: 'json' };

/** All rows of the dated table of minimum wages; a region without rows is unknown, never zero. */
const MINIMUM_WAGES: readonly MinimumWage[] = z.object({ rows: z.array(zMinimumWage) }).parse(wages).rows;

/** The rows of the regions on a path of codes, root first. */
export const wagesOn = (regionCodes: readonly string[]) =>
  MINIMUM_WAGES.filter((row) => regionCodes.includes(row.regionCode));

/** A line for whoever keeps this running where the row in force for the prefecture is old or was not confirmed. */
export function wageWarnings(prefecture: string, now: Date): string[] {
  const codes = [prefecture.slice(0, 2), prefecture];
  const row = wageFor(wagesOn(codes), codes, localDay(now));
  if (row === null) return [`warning: no minimum wage is known for ${prefecture}; pay is not checked there`];
  const doubts = [
    ...(isDoubtful(row, now) ? [`is of ${row.effectiveFrom}, a newer one may be in force`] : []),
    ...(row.confirmed ? [] : ['was never confirmed']),
  ];
  return doubts.map((doubt) => `warning: the minimum wage of ${row.docNo} ${doubt}`);
}
