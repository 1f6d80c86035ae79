import * as z from 'zod';
import { zGigNumber, zGigState } from './gig.ts';
import { zId, zInstant, zText } from './scalars.ts';

/** What somebody can say is wrong with a posting or with who posted it. */
export const REPORT_KINDS = ['deposit', 'fake', 'unpaid', 'discrimination', 'vice', 'other'] as const;
export const zReportKind = z.enum(REPORT_KINDS).meta({ id: 'ReportKind' });
export type ReportKind = z.infer<typeof zReportKind>;

export const zNewReport = z
  .object({
    kind: zReportKind,
    text: zText(500).default(''),
    /** Where the desk may call back; as it was typed. */
    phone: zText(24)
      .refine(
        (phone) => phone === '' || /^\+?[\d][\d -]{4,}$/.test(phone.normalize('NFKC')),
        '电话号码不对，不想留可以空着',
      )
      .default(''),
  })
  .refine(({ kind, text }) => kind !== 'other' || text.length >= 2, {
    path: ['text'],
    message: '写一下是什么事',
  })
  .meta({ id: 'NewReport' });
export type NewReport = z.input<typeof zNewReport>;

/** A report as the operators in charge see it; nobody else does. */
export const zReport = z
  .object({
    id: zId,
    kind: zReportKind,
    text: z.string(),
    phone: z.string(),
    /** Whether its outcome is told to somebody. */
    signedIn: z.boolean(),
    gig: z.object({ id: zId, number: zGigNumber, title: z.string(), state: zGigState }),
    employer: z.object({ id: zId, name: z.string() }),
    regionNames: z.array(z.string()),
    at: zInstant,
    /** Null: open. */
    handled: z.object({ byOffice: z.string(), at: zInstant, outcome: z.string() }).nullable(),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof zReport>;

export const zReportsQuery = z.object({
  state: z.enum(['open', 'handled']).default('open'),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});
/** `open`: how many wait in the viewer's regions, however many are listed. */
export const zReports = z.object({ items: z.array(zReport), open: z.int() }).meta({ id: 'Reports' });
export type Reports = z.infer<typeof zReports>;

/** What came of it; the reporter reads it, where they signed in. */
export const zReportOutcome = z
  .object({ outcome: zText(500).min(2, '写一句怎么处理的，举报的人会看到') })
  .meta({ id: 'ReportOutcome' });
