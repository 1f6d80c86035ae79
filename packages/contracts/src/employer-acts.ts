import * as z from 'zod';
import { zReportKind } from './report.ts';
import { zId, zInstant } from './scalars.ts';

export const EMPLOYER_ACTS = [
  'reported',
  'returned',
  'refused',
  'taken_down',
  'suspended',
  'lifted',
] as const;
/**
 * One thing in an employer's record, as its operators see it. `reported`: by which kind of report; `byOffice` and
 * `reason` are then who handled it and what came of it, null while it waits.
 */
export const zEmployerAct = z
  .object({
    act: z.enum(EMPLOYER_ACTS),
    at: zInstant,
    byOffice: z.string().nullable(),
    reason: z.string().nullable(),
    report: zReportKind.nullable(),
    until: zInstant.nullable(),
    gig: z.object({ id: zId, number: z.string(), title: z.string() }).nullable(),
  })
  .meta({ id: 'EmployerAct' });
/** `watchedUntil`: an operator sees all that it posts until then; null: not for now. The latest first. */
export const zEmployerActs = z.object({ watchedUntil: zInstant.nullable(), items: z.array(zEmployerAct) });
export type EmployerActs = z.infer<typeof zEmployerActs>;
