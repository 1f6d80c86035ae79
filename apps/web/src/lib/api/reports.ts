import type { NewReport, Report, Reports } from '@linggong/contracts/report.ts';
import type { Answer, Call } from './client.ts';

export const sendReport = (call: Call, number: string, report: NewReport): Promise<Answer<void>> =>
  call('POST', `/gigs/${number}/reports`, { body: report });

export const listReports = (
  call: Call,
  query: { state?: 'open' | 'handled'; limit?: number },
): Promise<Answer<Reports>> => call('GET', '/reports', { query });

export const handleReport = (call: Call, id: string, outcome: string): Promise<Answer<Report>> =>
  call('POST', `/reports/${id}/outcome`, { body: { outcome } });
