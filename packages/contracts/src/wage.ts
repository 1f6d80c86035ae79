import * as z from 'zod';
import { zDay, zFen, zId } from './scalars.ts';

/** A row of the dated table of minimum wages; it holds until the next row of the same region. */
export const zMinimumWage = z
  .object({
    regionCode: z.string(),
    monthlyFen: zFen,
    hourlyFen: zFen,
    effectiveFrom: zDay,
    docNo: z.string(),
    /** The document itself was read. */
    confirmed: z.boolean(),
  })
  .meta({ id: 'MinimumWage' });

export const zWagesQuery = z.object({ region: zId });
/** What the rules need to know of a place, so that a client runs the same rules while one types. */
export const zWages = z
  .object({
    rows: z.array(zMinimumWage),
    /** Codes from the root to the region. */
    regionCodes: z.array(z.string()),
    altitudeM: z.int().nullable(),
    /** `altitudeM` is an estimate: say 约. */
    altitudeAbout: z.boolean().optional(),
  })
  .meta({ id: 'Wages' });
export type Wages = z.infer<typeof zWages>;
