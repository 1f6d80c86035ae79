import * as api from '@linggong/contracts/api/reports.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { handleReport, listReports } from './desk.ts';
import { reportGig } from './report.ts';

export function registerReportRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.sendReport, ({ params: { gig }, body, viewer, c }) =>
    reportGig(deps, viewer, gig, body, c.get('clientIp')),
  );
  serve(app, api.listReports, ({ viewer, query }) => listReports(deps, viewer, query));
  serve(app, api.handleReport, ({ viewer, params: { id }, body }) => handleReport(deps, viewer, id, body));
}
