import * as api from '@linggong/contracts/api/employers.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { changeContact, sendContactCode } from './contact.ts';
import { listEmployers, myEmployers, readEmployer, registerEmployer } from './usecases.ts';
import { verificationsOf, verifyEmployer } from './verify.ts';

export function registerEmployerRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.registerEmployer, {
    work: ({ viewer, body }) => registerEmployer(deps, viewer, body),
    replay: ({ viewer }, made) => readEmployer(deps, viewer, made),
  });
  serve(app, api.listMyEmployers, async ({ viewer }) => ({ items: await myEmployers(deps, viewer) }));
  serve(app, api.listEmployers, ({ viewer, query }) => listEmployers(deps, viewer, query));
  serve(app, api.getEmployer, ({ viewer, params: { id } }) => readEmployer(deps, viewer, id));
  serve(app, api.sendContactCode, ({ viewer, params: { id }, body, c }) =>
    sendContactCode(deps, viewer, id, { ...body, clientIp: c.get('clientIp') }),
  );
  serve(app, api.changeContact, ({ viewer, params: { id }, body, c }) =>
    changeContact(deps, viewer, id, { ...body, clientIp: c.get('clientIp') }),
  );
  serve(app, api.verifyEmployer, {
    work: ({ viewer, params: { id }, body }) => verifyEmployer(deps, viewer, id, body),
    replay: ({ viewer }, made) => readEmployer(deps, viewer, made),
  });
  serve(app, api.listVerifications, async ({ viewer, params: { id } }) => ({
    items: await verificationsOf(deps, viewer, id),
  }));
}
