import * as z from 'zod';
import { zGigKey } from '../gig.ts';
import { zNewReport, zReportGroup, zReportOutcome, zReports, zReportsQuery } from '../report.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

export const sendReport = operation({
  method: 'post',
  path: '/gigs/:gig/reports',
  tag: 'reports',
  summary: 'Says that something is wrong with a gig or its employer, signed in or not',
  params: z.object({ gig: zGigKey }),
  body: zNewReport,
  problems: ['gig.not_found'],
});

export const listReports = operation({
  method: 'get',
  path: '/reports',
  tag: 'reports',
  summary: 'What is reported in the viewer’s regions, together for each gig',
  who: 'account',
  query: zReportsQuery,
  answer: zReports,
  problems: ['auth.forbidden'],
});

export const handleReport = operation({
  method: 'post',
  path: '/reports/:id/outcome',
  tag: 'reports',
  summary: 'Notes what came of all that was reported of a gig; who reported it signed in is told',
  who: 'account',
  params: z.object({ id: zId }),
  body: zReportOutcome,
  answer: zReportGroup,
  problems: ['auth.forbidden', 'report.not_found', 'report.handled'],
});
