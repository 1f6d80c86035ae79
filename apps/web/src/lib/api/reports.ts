import type { NewReport, ReportGroup, Reports } from '@linggong/contracts/report.ts';
import type { Answer, Call } from './client.ts';

export const sendReport = (call: Call, number: string, report: NewReport): Promise<Answer<void>> =>
  call('POST', `/gigs/${number}/reports`, { body: report });

export const listReports = (
  call: Call,
  query: { state?: 'open' | 'handled'; limit?: number; cursor?: string | null },
): Promise<Answer<Reports>> => call('GET', '/reports', { query });

/** Closes all that was reported of a gig up to `upTo`, by the id of the group. */
export const handleReport = (
  call: Call,
  id: string,
  body: { outcome: string; upTo?: string },
): Promise<Answer<ReportGroup>> => call('POST', `/reports/${encodeURIComponent(id)}/outcome`, { body });
