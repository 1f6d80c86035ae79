import { listRegions } from '@linggong/contracts/api/regions.ts';
import { listRolls, uploadRoll } from '@linggong/contracts/api/rolls.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireRole } from '#lib/server/guard.ts';
import { sendOn } from '#lib/server/send-on.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const operators = requireRole(event, 'operator');
  const call = makeCall(event.fetch);
  const [rolls, ...below] = await Promise.all([
    call(listRolls),
    ...operators.map(({ regionId }) => call(listRegions, { query: { parent: regionId } })),
  ]);
  // Whose people they are: all of one's own place, or one below it. A village is named by the rows themselves.
  const places = operators.flatMap(({ regionId, regionName }, index) => [
    { id: regionId, name: regionName },
    ...orThrow(below[index]!).items.map(({ id, name }) => ({ id, name })),
  ]);
  return { items: orThrow(rolls).items, places, now: new Date() };
};

export const actions: Actions = {
  default: async (event) => {
    requireRole(event, 'operator');
    const answer = await sendOn(event)(uploadRoll);
    if (!answer.ok) return refuse(answer.problem, { regionId: answer.problem.sent?.regionId ?? '' });
    redirect(303, `/desk/rolls/${answer.data.roll.id}`);
  },
};
