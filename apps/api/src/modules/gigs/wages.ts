import { readFileSync } from 'node:fs';
import { zMinimumWage } from '@linggong/contracts/wage.ts';
import type { MinimumWage } from '@linggong/rules/posting/minimum-wage.ts';
import * as z from 'zod';

const file = new URL('../../../data/minimum-wages.json', import.meta.url);

/** All rows of the dated table of minimum wages; a region without rows is unknown, never zero. */
const MINIMUM_WAGES: readonly MinimumWage[] = z
  .object({ rows: z.array(zMinimumWage) })
  .parse(JSON.parse(readFileSync(file, 'utf8'))).rows;

/** The rows of the regions on a path of codes, root first. */
export const wagesOn = (regionCodes: readonly string[]) =>
  MINIMUM_WAGES.filter((row) => regionCodes.includes(row.regionCode));
