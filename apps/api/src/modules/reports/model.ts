import { zReporter, zReportKind } from '@linggong/contracts/report.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

/** What somebody said is wrong with a gig or its employer. Never shown to the employer. */
const report = z.strictObject({
  _id: zObjectId,
  gigId: zObjectId,
  employerId: zObjectId,
  /** The gig's title as it was then. */
  title: z.string().default(''),
  /** The regions whose operators are in charge, as the gig's were then. */
  deskPath: z.array(zObjectId),
  kind: zReportKind,
  text: z.string().default(''),
  phone: z.string().default(''),
  /** Who made it; null: nobody was signed in. */
  personId: zObjectId.nullable(),
  /** Where it came from as an HMAC of the day, to tell people from taps; of reports of before there is none. */
  from: z.string().optional(),
  by: zReporter.optional(),
  /** See `reportRank`. */
  rank: z.number().optional(),
  at: z.date(),
  handled: z
    .strictObject({ accountId: zObjectId, byOffice: z.string(), at: z.date(), outcome: z.string() })
    .nullable(),
});
export type ReportRecord = z.output<typeof report>;

const reportSchema = schemaOf(report);
reportSchema.index({ deskPath: 1, at: -1, _id: -1 });
reportSchema.index({ gigId: 1, at: -1 });
reportSchema.index({ employerId: 1, at: -1 });
reportSchema.index({ from: 1, at: -1 });
reportSchema.index({ personId: 1 });

export const reportModels = (connection: Connection) => ({
  reports: modelOn(connection, 'Report', reportSchema, 'reports'),
});
