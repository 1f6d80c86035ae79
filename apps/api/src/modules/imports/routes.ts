import {
  zImport,
  zImportMapping,
  zImportPreview,
  zImportRowsQuery,
  zImportRun,
  zImports,
} from '@linggong/contracts/import.ts';
import { zId, zText } from '@linggong/contracts/scalars.ts';
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint, invalid } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { leftOutCsv } from './usecases/left-out.ts';
import { runImport } from './usecases/run.ts';
import { undoImport } from './usecases/undo.ts';
import { getImport, listImports, mapColumns, uploadImport } from './usecases/upload.ts';

const tag = 'imports';
const params = z.object({ id: zId });
const zForm = z.object({
  file: z.instanceof(File, { message: '选一个 CSV 或 XLSX 文件' }),
  sourceName: zText(60).default(''),
  sourceContact: zText(60).default(''),
});

async function readForm(c: Context<ApiEnv>): Promise<z.output<typeof zForm>> {
  if (!c.req.header('content-type')?.startsWith('multipart/form-data'))
    throw problem('request.unsupported_type');
  const form = await c.req.formData().catch(() => {
    throw problem('request.malformed');
  });
  const given = zForm.safeParse({
    file: form.get('file') ?? undefined,
    sourceName: form.get('sourceName') ?? undefined,
    sourceContact: form.get('sourceContact') ?? undefined,
  });
  if (!given.success) throw invalid(given.error.issues);
  return given.data;
}

export function registerImportRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/imports',
      tag,
      summary: 'Reads a file of postings and shows what would become of each row',
      answer: zImportPreview,
      status: 201,
      form: {
        properties: {
          file: { type: 'string', format: 'binary' },
          sourceName: { type: 'string', maxLength: 60 },
          sourceContact: { type: 'string', maxLength: 60 },
        },
        required: ['file'],
      },
      problems: ['auth.required', 'auth.forbidden', 'region.not_found', 'import.unreadable'],
    },
    ({ c, viewer }) => uploadImport(deps, viewer, () => readForm(c)),
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
      method: 'put',
      path: '/imports/:id/mapping',
      tag,
      summary: 'Says what the columns are and reads all rows anew',
      params,
      body: zImportMapping,
      answer: zImportPreview,
      problems: ['auth.required', 'auth.forbidden', 'import.not_found', 'import.wrong_state'],
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
      problems: ['auth.required', 'auth.forbidden', 'import.not_found'],
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
