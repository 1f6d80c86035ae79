import * as api from '@linggong/contracts/api/imports.ts';
import type { Context, Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { formReceiver } from '../../platform/http/receive.ts';
import { serve } from '../../platform/http/serve.ts';
import { absentFrom } from './usecases/absent.ts';
import { leftOutCsv } from './usecases/left-out.ts';
import { runImport } from './usecases/run.ts';
import { undoImport } from './usecases/undo.ts';
import { getImport, listImports, mapColumns, uploadImport } from './usecases/upload.ts';

const MOST_PATIENCE_SECONDS = 60;

const receive = formReceiver({
  mostBytes: api.uploadImport.form.bytes,
  busy: 'import.busy',
  ownBusy: 'import.own_busy',
});

/**
 * How long who asks for it by `Prefer: respond-async, wait=2` waits for all rows, in milliseconds; null: until they are
 * read.
 */
function patienceOf(c: Context<ApiEnv>): number | null {
  const prefer = c.req.header('prefer') ?? '';
  if (!/\brespond-async\b/.test(prefer)) return null;
  return Math.min(Number(/\bwait=(\d{1,3})\b/.exec(prefer)?.[1] ?? 0), MOST_PATIENCE_SECONDS) * 1000;
}

export function registerImportRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.uploadImport, ({ c, viewer }) =>
    uploadImport(deps, viewer, (office, use) => receive(c, viewer, office, use), patienceOf(c)),
  );
  serve(app, api.listImports, async ({ viewer }) => ({ items: await listImports(deps, viewer) }));
  serve(app, api.getImport, ({ viewer, params: { id }, query }) => getImport(deps, viewer, id, query));
  serve(app, api.getAbsent, ({ viewer, params: { id } }) => absentFrom(deps, viewer, id));
  serve(app, api.mapColumns, ({ viewer, params: { id }, body }) => mapColumns(deps, viewer, id, body));
  serve(app, api.runImport, ({ viewer, params: { id }, body }) => runImport(deps, viewer, id, body.version));
  serve(app, api.undoImport, ({ viewer, params: { id } }) => undoImport(deps, viewer, id));
  serve(app, api.getLeftOut, async ({ c, viewer, params: { id } }) => {
    const { csv, fileName } = await leftOutCsv(deps, viewer, id);
    c.header(
      'Content-Disposition',
      `attachment; filename="errors.csv"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    );
    return c.body(csv, 200, { 'Content-Type': 'text/csv; charset=utf-8' });
  });
}
