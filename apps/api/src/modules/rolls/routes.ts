import * as api from '@linggong/contracts/api/rolls.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { formReceiver } from '../../platform/http/receive.ts';
import { serve } from '../../platform/http/serve.ts';
import { rollLeftOut } from './left-out.ts';
import { chooseRows, getRoll, listRolls } from './read.ts';
import { runRoll } from './run.ts';
import { undoRoll } from './undo.ts';
import { uploadRoll } from './upload.ts';

const receive = formReceiver({
  mostBytes: api.uploadRoll.form.bytes,
  busy: 'import.busy',
  ownBusy: 'import.own_busy',
});

export function registerRollRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.uploadRoll, ({ c, viewer }) =>
    uploadRoll(deps, viewer, (owner, use) => receive(c, viewer, owner, use)),
  );
  serve(app, api.listRolls, ({ viewer }) => listRolls(deps, viewer));
  serve(app, api.getRoll, ({ viewer, params: { id }, query }) => getRoll(deps, viewer, id, query));
  serve(app, api.chooseRows, ({ viewer, params: { id }, body }) => chooseRows(deps, viewer, id, body));
  serve(app, api.runRoll, ({ viewer, params: { id } }) => runRoll(deps, viewer, id));
  serve(app, api.undoRoll, ({ viewer, params: { id } }) => undoRoll(deps, viewer, id));
  serve(app, api.getRollLeftOut, async ({ c, viewer, params: { id } }) => {
    const { csv, fileName } = await rollLeftOut(deps, viewer, id);
    c.header(
      'Content-Disposition',
      `attachment; filename="errors.csv"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    );
    return c.body(csv, 200, { 'Content-Type': 'text/csv; charset=utf-8' });
  });
}
