import * as api from '@linggong/contracts/api/imports.ts';
import type { Context, Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv, Viewer } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { spooled } from '../../platform/http/spool.ts';
import { problem } from '../../platform/problem.ts';
import { NoPlace, slots, slotsOfEach } from '../../platform/sandbox/slots.ts';
import { absentFrom } from './usecases/absent.ts';
import { leftOutCsv } from './usecases/left-out.ts';
import type { Upload } from './usecases/read-upload.ts';
import { runImport } from './usecases/run.ts';
import { undoImport } from './usecases/undo.ts';
import { getImport, listImports, mapColumns, uploadImport } from './usecases/upload.ts';

/**
 * Bodies that are brought to the disk and read at the same time, of all and of one office; whoever sends one more is
 * asked to come back.
 */
const RECEIVING = { atOnce: 6, waiting: 6, ofEach: { atOnce: 4, waiting: 3 } };
const receiving = slots(RECEIVING);
/** Of one operator: nobody needs more, and nobody keeps the others from theirs. */
const ofOne = slotsOfEach({ atOnce: 2 });
const BUSY_SECONDS = 20;
const MOST_PATIENCE_SECONDS = 60;

const MOST_BYTES = api.uploadImport.form.bytes;

/** Brings a form to the disk as it is. Nothing of it is looked at in this process. */
async function receive<T>(
  c: Context<ApiEnv>,
  viewer: Viewer | null,
  office: string,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const contentType = c.req.header('content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data')) throw problem('request.unsupported_type');
  if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES) throw problem('request.too_large');
  const read = () => spooled(c.req.raw.body, MOST_BYTES, (file) => use({ contentType, file }));
  const inTurn = () => orBusy('import.busy', receiving(office, read));
  return orBusy('import.own_busy', ofOne(viewer?.accountId ?? '', inTurn));
}

const orBusy = <T>(code: 'import.busy' | 'import.own_busy', work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw error instanceof NoPlace ? problem(code, { retryAfterSeconds: BUSY_SECONDS }) : error;
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
