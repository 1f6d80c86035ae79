import { zAlert, zAlertChange, zAlerts, zNewAlert } from '@linggong/contracts/alert.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { changeAlert, deleteAlert, listAlerts, saveAlert } from './usecases.ts';

const zAlertParam = z.object({ id: zId });
const tag = 'alerts';

export function registerAlertRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/me/alerts',
      tag,
      summary: 'One’s saved filters, newest first',
      answer: zAlerts,
      problems: ['auth.required'],
    },
    ({ viewer }) => listAlerts(deps, viewer),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/me/alerts',
      tag,
      summary: 'Save a filter; the same one again gives the one that is there',
      body: zNewAlert,
      answer: zAlert,
      problems: ['cap.reached', 'auth.required', 'alert.too_many'],
    },
    ({ viewer, body }) => saveAlert(deps, viewer, body),
  );
  endpoint(
    app,
    {
      method: 'patch',
      path: '/me/alerts/:id',
      tag,
      summary: 'Change its pace, pause it or let it go on',
      params: zAlertParam,
      body: zAlertChange,
      answer: zAlert,
      problems: ['cap.reached', 'auth.required', 'alert.not_found'],
    },
    ({ params, viewer, body }) => changeAlert(deps, viewer, params.id, body),
  );
  endpoint(
    app,
    {
      method: 'delete',
      path: '/me/alerts/:id',
      tag,
      summary: 'Take an alert away',
      params: zAlertParam,
      problems: ['auth.required', 'alert.not_found'],
    },
    ({ params, viewer }) => deleteAlert(deps, viewer, params.id).then(() => undefined),
  );
}
