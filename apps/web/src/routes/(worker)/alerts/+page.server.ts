import { ALERT_PACES, type AlertPace } from '@linggong/contracts/alert.ts';
import { changeAlert, deleteAlert, listAlerts, saveAlert } from '@linggong/contracts/api/alerts.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { filterOf, readParams } from '#lib/features/feed/filter.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const { items, seq } = orThrow(await makeCall(event.fetch)(listAlerts));
  return { alerts: items, seq, now: new Date() };
};

const paceOf = (form: FormData): AlertPace =>
  ALERT_PACES.find((pace) => pace === form.get('pace')) ?? 'digest';

export const actions: Actions = {
  pace: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const id = String(form.get('alert'));
    const answer = await makeCall(event.fetch)(changeAlert, { params: { id }, body: { pace: paceOf(form) } });
    if (!answer.ok) return refuse(answer.problem, { id });
  },
  pause: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const id = String(form.get('alert'));
    const answer = await makeCall(event.fetch)(changeAlert, {
      params: { id },
      body: { paused: form.get('paused') === '1' },
    });
    if (!answer.ok) return refuse(answer.problem, { id });
  },
  /** Says what is gone, so that the page can offer it back. */
  remove: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const id = String(form.get('alert'));
    const answer = await makeCall(event.fetch)(deleteAlert, { params: { id } });
    if (!answer.ok) return refuse(answer.problem, { id });
    return {
      removed: { name: String(form.get('name')), query: String(form.get('query')), pace: paceOf(form) },
    };
  },
  restore: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const filter = filterOf(readParams(new URLSearchParams(String(form.get('query')))));
    const answer = await makeCall(event.fetch)(saveAlert, { body: { filter, pace: paceOf(form) } });
    return answer.ok ? { restored: true } : refuse(answer.problem, { id: '' });
  },
};
