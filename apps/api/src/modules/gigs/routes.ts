import * as api from '@linggong/contracts/api/gigs.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve, serveForAsker } from '../../platform/http/serve.ts';
import { changeGig } from './change.ts';
import { copyGig, createGig, deleteDraft } from './create.ts';
import { managedGig } from './managed.ts';
import { checkUnsaved, getManagedGig, listEmployerGigs, wagesAt } from './queries.ts';
import { closeGig, submitGig, withdrawGig } from './submit.ts';

export function registerGigRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.createGig, {
    work: ({ body, viewer }) => createGig(deps, viewer, body),
    replay: ({ viewer }, made) => getManagedGig(deps, viewer, made),
  });
  serve(app, api.checkPosting, ({ body, viewer }) => checkUnsaved(deps, viewer, body));
  serve(app, api.listEmployerGigs, ({ params: { id }, query, viewer }) =>
    listEmployerGigs(deps, viewer, id, query),
  );
  serve(app, api.getManagedGig, ({ params: { id }, viewer }) => getManagedGig(deps, viewer, id));
  serve(app, api.changeGig, async ({ params: { id }, body, viewer }) =>
    managedGig(deps, await changeGig(deps, viewer, id, body)),
  );
  serve(app, api.deleteGig, ({ params: { id }, viewer }) => deleteDraft(deps, viewer, id));
  serveForAsker(app, api.submitGig, ({ params: { id }, body, asker }) =>
    submitGig(deps, asker, id, body.revision),
  );
  serve(app, api.copyGig, {
    work: ({ params: { id }, viewer }) => copyGig(deps, viewer, id),
    replay: ({ viewer }, made) => getManagedGig(deps, viewer, made),
  });
  serve(app, api.withdrawGig, async ({ params: { id }, body, viewer }) =>
    managedGig(deps, await withdrawGig(deps, viewer, id, body.revision)),
  );
  serve(app, api.closeGig, async ({ params: { id }, body, viewer }) =>
    managedGig(deps, await closeGig(deps, viewer, id, body.revision)),
  );
  serve(app, api.getWages, ({ query }) => wagesAt(deps, query.region));
}
