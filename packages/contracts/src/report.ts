import * as z from 'zod';
import { zGigNumber, zGigState } from './gig.ts';
import { zId, zInstant, zPageCursor, zPageSize, zText } from './scalars.ts';

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

/** What a report weighs by who made it: comes to that work, is signed in, is nobody we know, says it of many gigs. */
export const REPORTERS = ['comes', 'signed_in', 'nobody', 'of_many'] as const;
export const zReporter = z.enum(REPORTERS);
export type Reporter = z.infer<typeof zReporter>;

/** Something that was said of a gig, once, however often it was said in the same words. */
export const zSaying = z.object({
  id: zId,
  kind: zReportKind,
  text: z.string(),
  phone: z.string(),
  by: zReporter,
  /** How many people said just this. */
  people: z.int(),
  at: zInstant,
});
export type Saying = z.infer<typeof zSaying>;

/** All that was reported of a gig and is dealt with together, as the operators in charge see it; nobody else does. */
export const zReportGroup = z
  .object({
    /** Of its latest report; `/reports/{id}/outcome` closes the group. */
    id: zId,
    gig: z.object({ id: zId, number: zGigNumber, title: z.string(), state: zGigState }),
    employer: z.object({ id: zId, name: z.string() }),
    regionNames: z.array(z.string()),
    /** How many people reported it, however often each did; who was not signed in counts once by where they came from. */
    people: z.int(),
    /** Of them, those who come to this work, and all who are signed in: they are told the outcome. */
    coming: z.int(),
    signedIn: z.int(),
    /** The gravest first. */
    kinds: z.array(z.object({ kind: zReportKind, people: z.int() })),
    /** The weightiest first. */
    said: z.array(zSaying),
    /** Others that said something, beside those in `said`. */
    more: z.int(),
    /** Of its first and of its latest report. */
    since: zInstant,
    at: zInstant,
    /** Null: open. */
    handled: z.object({ byOffice: z.string(), at: zInstant, outcome: z.string() }).nullable(),
  })
  .meta({ id: 'ReportGroup' });
export type ReportGroup = z.infer<typeof zReportGroup>;

export const zReportsQuery = z.object({
  state: z.enum(['open', 'handled']).default('open'),
  limit: zPageSize(50, 20),
  cursor: zPageCursor.optional(),
});
/** `open`: of how many gigs something waits in the viewer's regions, however many are listed. */
export const zReports = z
  .object({ items: z.array(zReportGroup), open: z.int(), nextCursor: z.string().nullable() })
  .meta({ id: 'Reports' });
export type Reports = z.infer<typeof zReports>;

/** What came of it; the reporters read it, where they signed in. */
export const zReportOutcome = z
  .object({
    outcome: zText(500).min(2, '写一句怎么处理的，举报的人会看到'),
    /** `at` of the group as it was shown: what was reported since stays open. Without it: all of it. */
    upTo: zInstant.optional(),
  })
  .meta({ id: 'ReportOutcome' });
