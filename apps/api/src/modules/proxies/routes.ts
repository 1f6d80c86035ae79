import * as api from '@linggong/contracts/api/proxies.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { listAlarms, setAlarmAside } from './alarms.ts';
import { addBroker, listBrokers, removeBroker } from './brokers.ts';
import { listGrants, lookAtGrant } from './desk.ts';
import { endGrant } from './end.ts';
import { ownGrants } from './queries.ts';
import { giveGrant, recordGrant, sendConsentCode } from './record.ts';

export function registerProxyRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.listOwnGrants, ({ viewer }) => ownGrants(deps, viewer));
  serve(app, api.giveGrant, ({ viewer, body }) => giveGrant(deps, viewer, body));
  serve(app, api.sendConsentCode, ({ viewer, body, c }) =>
    sendConsentCode(deps, viewer, { ...body, clientIp: c.get('clientIp') }),
  );
  serve(app, api.recordGrant, ({ viewer, body, c }) =>
    recordGrant(deps, viewer, { ...body, clientIp: c.get('clientIp') }),
  );
  serve(app, api.listGrants, ({ viewer, query }) => listGrants(deps, viewer, query));
  serve(app, api.lookAtGrant, ({ viewer, params, body }) => lookAtGrant(deps, viewer, params.id, body));
  serve(app, api.listAlarms, ({ viewer, query }) => listAlarms(deps, viewer, query));
  serve(app, api.setAlarmAside, ({ viewer, params, body }) => setAlarmAside(deps, viewer, params.id, body));
  serve(app, api.listBrokers, async ({ viewer }) => ({ items: await listBrokers(deps, viewer) }));
  serve(app, api.addBroker, ({ viewer, body }) => addBroker(deps, viewer, body));
  serve(app, api.removeBroker, ({ viewer, params }) => removeBroker(deps, viewer, params.id));
  serve(app, api.endGrant, ({ viewer, params, body }) => endGrant(deps, viewer, params.id, body));
}
