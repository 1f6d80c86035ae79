import { confirmByDesk, listUnattended, stepBackByDesk } from '@linggong/contracts/api/bookings.ts';
import { ASKED_HOW } from '@linggong/contracts/booking.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, 'operator');
  const list = orThrow(await makeCall(event.fetch)(listUnattended));
  event.setHeaders({ 'cache-control': 'private, no-store' });
  return { list, now: new Date() };
};

export const actions: Actions = {
  confirm: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = { booking: String(form.get('booking') ?? ''), whom: String(form.get('whom') ?? '') };
    const how = ASKED_HOW.find((each) => each === form.get('how')) ?? 'phone';
    const answer = await makeCall(event.fetch)(confirmByDesk, {
      params: { id: values.booking },
      body: { version: Number(form.get('version')), asked: { whom: values.whom, how } },
    });
    return answer.ok ? { done: 'confirmed' as const } : refuse(answer.problem, { ...values, reason: '' });
  },
  back: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = { booking: String(form.get('booking') ?? ''), reason: String(form.get('reason') ?? '') };
    const answer = await makeCall(event.fetch)(stepBackByDesk, {
      params: { id: values.booking },
      body: { reason: values.reason },
    });
    return answer.ok ? { done: 'back' as const } : refuse(answer.problem, { ...values, whom: '' });
  },
};
