import {
  zImport,
  zImportAbsent,
  zImportMapping,
  zImportPreview,
  zImportRowsQuery,
  zImportRun,
  zImports,
} from '@linggong/contracts/import.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv, Viewer } from '../../platform/http/env.ts';
import { spooled } from '../../platform/http/spool.ts';
import { problem } from '../../platform/problem.ts';
import { NoPlace, slots, slotsOfEach } from '../../platform/sandbox/slots.ts';
import { FILE_BYTES } from './read/limits.ts';
import { absentFrom } from './usecases/absent.ts';
import { leftOutCsv } from './usecases/left-out.ts';
import type { Upload } from './usecases/read-upload.ts';
import { runImport } from './usecases/run.ts';
import { undoImport } from './usecases/undo.ts';
import { getImport, listImports, mapColumns, uploadImport } from './usecases/upload.ts';

const tag = 'imports';
const params = z.object({ id: zId });
/** Bodies that are brought to the disk and read at the same time, of all and of one office; whoever sends one more is asked to come back. */
const RECEIVING = { atOnce: 6, waiting: 6, ofEach: { atOnce: 4, waiting: 3 } };
const receiving = slots(RECEIVING);
/** Of one operator: nobody needs more, and nobody keeps the others from theirs. */
const ofOne = slotsOfEach({ atOnce: 2 });
const BUSY_SECONDS = 20;
const MOST_PATIENCE_SECONDS = 60;

/** Brings a form to the disk as it is. Nothing of it is looked at in this process. */
async function receive<T>(
  c: Context<ApiEnv>,
  viewer: Viewer | null,
  office: string,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const contentType = c.req.header('content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data')) throw problem('request.unsupported_type');
  if (Number(c.req.header('content-length') ?? 0) > FILE_BYTES) throw problem('request.too_large');
  const read = () => spooled(c.req.raw.body, FILE_BYTES, (file) => use({ contentType, file }));
  const inTurn = () => orBusy('import.busy', receiving(office, read));
  return orBusy('import.own_busy', ofOne(viewer?.accountId ?? '', inTurn));
}

const orBusy = <T>(code: 'import.busy' | 'import.own_busy', work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw error instanceof NoPlace ? problem(code, { retryAfterSeconds: BUSY_SECONDS }) : error;
  });

/** How long who asks for it by `Prefer: respond-async, wait=2` waits for all rows, in milliseconds; null: until they are read. */
function patienceOf(c: Context<ApiEnv>): number | null {
  const prefer = c.req.header('prefer') ?? '';
  if (!/\brespond-async\b/.test(prefer)) return null;
  return Math.min(Number(/\bwait=(\d{1,3})\b/.exec(prefer)?.[1] ?? 0), MOST_PATIENCE_SECONDS) * 1000;
}

export function registerImportRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/imports',
      tag,
      summary:
        'Reads a file of postings and shows what would become of each row; with `Prefer: respond-async, wait=2` it answers two seconds after the file was opened, and the rest is read meanwhile',
      answer: zImportPreview,
      status: 201,
      // Once it is known who sends it.
      readsBody: true,
      form: {
        properties: {
          file: { type: 'string', format: 'binary' },
          sourceName: { type: 'string', maxLength: 60 },
          sourceContact: { type: 'string', maxLength: 60 },
        },
        required: ['file'],
      },
      problems: [
        'cap.reached',
        'auth.required',
        'auth.forbidden',
        'region.not_found',
        'import.unreadable',
        'import.own_busy',
        'import.busy',
        'import.too_many',
        'request.broken_off',
      ],
    },
    ({ c, viewer }) =>
      uploadImport(deps, viewer, (office, use) => receive(c, viewer, office, use), patienceOf(c)),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/imports',
      tag,
      summary: 'The latest imports of the operator’s regions',
      answer: zImports,
      problems: ['auth.required', 'auth.forbidden'],
    },
    async ({ viewer }) => ({ items: await listImports(deps, viewer) }),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/imports/:id',
      tag,
      summary: 'An import with a page of its rows',
      params,
      query: zImportRowsQuery,
      answer: zImportPreview,
      problems: ['auth.required', 'auth.forbidden', 'import.not_found'],
    },
    ({ viewer, params: { id }, query }) => getImport(deps, viewer, id, query),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/imports/:id/absent',
      tag,
      summary: 'What is waiting or public of the sender’s last file and not in this one',
      params,
      answer: zImportAbsent,
      problems: ['auth.required', 'auth.forbidden', 'import.not_found'],
    },
    ({ viewer, params: { id } }) => absentFrom(deps, viewer, id),
  );
  endpoint(
    app,
    {
      method: 'put',
      path: '/imports/:id/mapping',
      tag,
      summary: 'Says what the columns are and reads all rows anew',
      params,
      body: zImportMapping,
      answer: zImportPreview,
      problems: ['auth.required', 'auth.forbidden', 'import.not_found', 'import.wrong_state', 'import.busy'],
    },
    ({ viewer, params: { id }, body }) => mapColumns(deps, viewer, id, body),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/imports/:id/run',
      tag,
      summary: 'Puts the new rows before the operators, in the background, if they are as they were shown',
      params,
      body: zImportRun,
      answer: zImport,
      status: 202,
      problems: [
        'auth.required',
        'auth.forbidden',
        'import.not_found',
        'import.wrong_state',
        'import.changed_meanwhile',
      ],
    },
    ({ viewer, params: { id }, body }) => runImport(deps, viewer, id, body.version),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/imports/:id/undo',
      tag,
      summary: 'Takes back what nobody has decided about, in the background',
      params,
      answer: zImport,
      status: 202,
      problems: ['auth.required', 'auth.forbidden', 'import.not_found', 'import.wrong_state'],
    },
    ({ viewer, params: { id } }) => undoImport(deps, viewer, id),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/imports/:id/errors.csv',
      tag,
      summary: 'The rows that became no gig, with why',
      params,
      produces: 'text/csv',
      problems: ['auth.required', 'auth.forbidden', 'import.not_found', 'import.wrong_state'],
    },
    async ({ c, viewer, params: { id } }) => {
      const { csv, fileName } = await leftOutCsv(deps, viewer, id);
      c.header(
        'Content-Disposition',
        `attachment; filename="errors.csv"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      );
      return c.body(csv, 200, { 'Content-Type': 'text/csv; charset=utf-8' });
    },
  );
}
