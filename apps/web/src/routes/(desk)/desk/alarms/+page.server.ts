import { listAlarms, setAlarmAside } from '@linggong/contracts/api/proxies.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, 'operator');
  const which = event.url.searchParams.get('which') === 'aside' ? ('aside' as const) : ('open' as const);
  const cursor = event.url.searchParams.get('cursor');
  const list = orThrow(await makeCall(event.fetch)(listAlarms, { query: { which, cursor } }));
  event.setHeaders({ 'cache-control': 'private, no-store' });
  return { which, list, now: new Date() };
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const values = { alarm: text('alarm'), remark: text('remark') };
    const answer = await makeCall(event.fetch)(setAlarmAside, {
      params: { id: values.alarm },
      body: { remark: values.remark },
    });
    return answer.ok ? { done: true } : refuse(answer.problem, values);
  },
};
