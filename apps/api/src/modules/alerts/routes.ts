import * as api from '@linggong/contracts/api/alerts.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { changeAlert, deleteAlert, listAlerts, saveAlert } from './usecases.ts';

export function registerAlertRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.listAlerts, ({ viewer }) => listAlerts(deps, viewer));
  serve(app, api.saveAlert, ({ viewer, body }) => saveAlert(deps, viewer, body));
  serve(app, api.changeAlert, ({ params, viewer, body }) => changeAlert(deps, viewer, params.id, body));
  serve(app, api.deleteAlert, ({ params, viewer }) => deleteAlert(deps, viewer, params.id));
}
