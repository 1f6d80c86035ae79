import { zGigKey } from '@linggong/contracts/gig.ts';
import {
  zNewReport,
  zReportGroup,
  zReportOutcome,
  zReports,
  zReportsQuery,
} from '@linggong/contracts/report.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { handleReport, listReports } from './desk.ts';
import { reportGig } from './report.ts';

export function registerReportRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'reports';
  endpoint(
    app,
    {
      method: 'post',
      path: '/gigs/:gig/reports',
      tag,
      summary: 'Says that something is wrong with a gig or its employer, signed in or not',
      params: z.object({ gig: zGigKey }),
      body: zNewReport,
      problems: ['gig.not_found'],
    },
    async ({ params: { gig }, body, viewer, c }) => {
      await reportGig(deps, viewer, gig, body, c.get('clientIp'));
      return undefined;
    },
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/reports',
      tag,
      summary: 'What is reported in the viewer’s regions, together for each gig',
      query: zReportsQuery,
      answer: zReports,
      problems: ['auth.required', 'auth.forbidden'],
    },
    ({ viewer, query }) => listReports(deps, viewer, query),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/reports/:id/outcome',
      tag,
      summary: 'Notes what came of all that was reported of a gig; who reported it signed in is told',
      params: z.object({ id: zId }),
      body: zReportOutcome,
      answer: zReportGroup,
      problems: ['auth.required', 'auth.forbidden', 'report.not_found', 'report.handled'],
    },
    ({ viewer, params: { id }, body }) => handleReport(deps, viewer, id, body),
  );
}
