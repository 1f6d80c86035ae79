import { chooseRows, getRoll, runRoll, undoRoll } from '@linggong/contracts/api/rolls.ts';
import { type RollRowsQuery, zRollChoice, zRollRowsQuery } from '@linggong/contracts/roll.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireRole } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, 'operator');
  const { cursor, only } = Object.fromEntries(event.url.searchParams);
  const read = zRollRowsQuery.safeParse({ cursor, only });
  const query: RollRowsQuery = read.success ? read.data : {};
  const page = orThrow(await makeCall(event.fetch)(getRoll, { params: { id: event.params.id }, query }));
  return { ...page, only: query.only ?? null, cursor: query.cursor ?? null, now: new Date() };
};

/** What was chosen for rows, `row-7=take`. */
const choicesOf = (form: FormData) =>
  [...form].flatMap(([name, value]) => {
    const line = /^row-(\d{1,9})$/.exec(name)?.[1];
    const choice = zRollChoice.safeParse(value);
    return line !== undefined && choice.success ? [{ line: Number(line), choice: choice.data }] : [];
  });

export const actions: Actions = {
  choose: async (event) => {
    requireRole(event, 'operator');
    const rows = choicesOf(await event.request.formData());
    const answer = await makeCall(event.fetch)(chooseRows, {
      params: { id: event.params.id },
      body: { rows },
    });
    return answer.ok ? { chosen: true } : refuse(answer.problem, {});
  },
  run: async (event) => {
    requireRole(event, 'operator');
    const answer = await makeCall(event.fetch)(runRoll, { params: { id: event.params.id } });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, `/desk/rolls/${event.params.id}`);
  },
  undo: async (event) => {
    requireRole(event, 'operator');
    const answer = await makeCall(event.fetch)(undoRoll, { params: { id: event.params.id } });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, `/desk/rolls/${event.params.id}`);
  },
};
