import * as api from '@linggong/contracts/api/people.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { setCookies } from '../identity/public.ts';
import { changeRecord } from './change.ts';
import { issueClaimCode, signInByClaim } from './claim-code.ts';
import { claimRecord, listClaimOffers } from './claim-own.ts';
import { listDoubles, sayNotSame } from './doubles.ts';
import { mergePeople, mergesOf } from './merge.ts';
import { entryFor, listPeople, readPerson } from './read.ts';
import { registerPerson } from './register.ts';
import { readOwnTrail, readTrail } from './trail.ts';
import { undoMerge } from './unmerge.ts';

export function registerPeopleRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.registerPerson, {
    work: ({ viewer, body }) => registerPerson(deps, viewer, body),
    replay: ({ viewer }, id) => readPerson(deps, viewer, id),
  });
  serve(app, api.listPeople, ({ viewer, query }) => listPeople(deps, viewer, query));
  serve(app, api.readPerson, ({ viewer, params }) => readPerson(deps, viewer, params.id));
  serve(app, api.changeRecord, ({ viewer, params, body }) => changeRecord(deps, viewer, params.id, body));
  serve(app, api.readTrail, ({ viewer, params, query }) => readTrail(deps, viewer, params.id, query));
  serve(app, api.listDoubles, ({ viewer }) => listDoubles(deps, viewer));
  serve(app, api.sayNotSame, ({ viewer, params }) => sayNotSame(deps, viewer, params.id));
  serve(app, api.mergePeople, ({ viewer, body }) => mergePeople(deps, viewer, body));
  serve(app, api.listMerges, async ({ viewer, params }) => ({
    items: await mergesOf(deps, await entryFor(deps, viewer, 'people.read', params.id)),
  }));
  serve(app, api.undoMerge, ({ viewer, params }) => undoMerge(deps, viewer, params.id));
  serve(app, api.issueClaimCode, ({ viewer, params, c }) =>
    issueClaimCode(deps, viewer, params.id, c.get('clientIp')),
  );
  serve(app, api.signInByClaim, async ({ body, c }) => {
    const from = { clientIp: c.get('clientIp'), userAgent: c.req.header('user-agent') };
    const { me, cookies } = await signInByClaim(deps, { ...body, ...from });
    setCookies(c, cookies);
    return me;
  });
  serve(app, api.listClaimOffers, async ({ viewer }) => ({ items: await listClaimOffers(deps, viewer) }));
  serve(app, api.claimRecord, ({ viewer, body }) => claimRecord(deps, viewer, body));
  serve(app, api.readOwnTrail, ({ viewer, query }) => readOwnTrail(deps, viewer, query));
}
