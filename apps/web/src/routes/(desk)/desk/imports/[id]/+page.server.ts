import { getAbsent, getImport, mapColumns, runImport, undoImport } from '@linggong/contracts/api/imports.ts';
import {
  type ImportField,
  type ImportRowsQuery,
  zImportField,
  zImportRowsQuery,
} from '@linggong/contracts/import.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireRole } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, 'operator');
  const { cursor, only } = Object.fromEntries(event.url.searchParams);
  const read = zImportRowsQuery.safeParse({ cursor, only });
  const query: ImportRowsQuery = read.success ? read.data : {};
  const call = makeCall(event.fetch);
  const page = orThrow(await call(getImport, { params: { id: event.params.id }, query }));
  const compares = ['preview', 'done'].includes(page.import.state);
  const absent = compares ? orThrow(await call(getAbsent, { params: { id: event.params.id } })) : null;
  return { ...page, absent, only: query.only ?? null, cursor: query.cursor ?? null, now: new Date() };
};

/** The columns of the form, `column-3=headcount`. */
function columnsOf(form: FormData): { index: number; field: ImportField }[] {
  return [...form].flatMap(([name, value]) => {
    const index = /^column-(\d{1,3})$/.exec(name)?.[1];
    const field = zImportField.safeParse(value);
    return index !== undefined && field.success ? [{ index: Number(index), field: field.data }] : [];
  });
}

/** What a refused form of this page says besides the refusal. */
const NOTHING: {
  sourceName: string | null;
  differences: { field: string; before: string; after: string }[];
} = {
  sourceName: null,
  differences: [],
};

export const actions: Actions = {
  map: async (event) => {
    requireRole(event, 'operator');
    const form = await event.request.formData();
    const sourceName = String(form.get('sourceName') ?? '');
    const answer = await makeCall(event.fetch)(mapColumns, {
      params: { id: event.params.id },
      body: {
        sourceName,
        sourceContact: String(form.get('sourceContact') ?? ''),
        // Where nothing is hidden the form doesn't ask.
        withHidden: form.has('asksHidden') ? form.has('withHidden') : undefined,
        withEnded: form.has('asksEnded') ? form.has('withEnded') : undefined,
        columns: columnsOf(form),
      },
    });
    return answer.ok ? { remapped: true } : refuse(answer.problem, { ...NOTHING, sourceName });
  },
  run: async (event) => {
    requireRole(event, 'operator');
    const form = await event.request.formData();
    const version = Number(form.get('version') ?? 0);
    const answer = await makeCall(event.fetch)(runImport, {
      params: { id: event.params.id },
      body: { version },
    });
    if (!answer.ok)
      return refuse(answer.problem, { ...NOTHING, differences: answer.problem.differences ?? [] });
    redirect(303, `/desk/imports/${event.params.id}`);
  },
  undo: async (event) => {
    requireRole(event, 'operator');
    const answer = await makeCall(event.fetch)(undoImport, { params: { id: event.params.id } });
    if (!answer.ok) return refuse(answer.problem, NOTHING);
    redirect(303, `/desk/imports/${event.params.id}`);
  },
};
