import { getNoticeSettings, saveNoticeSettings } from '@linggong/contracts/api/notices.ts';
import type { NoticeSettings } from '@linggong/contracts/notice.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const me = requireMe(event);
  return { me, settings: orThrow(await makeCall(event.fetch)(getNoticeSettings)) };
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const settings: NoticeSettings = {
      push: form.has('push'),
      sms: text('sms') === 'off' ? 'off' : 'urgent',
      quiet: form.has('quiet') ? { from: text('from'), to: text('to') } : null,
      digestAt: text('digestAt'),
    };
    const answer = await makeCall(event.fetch)(saveNoticeSettings, { body: settings });
    return answer.ok ? { saved: true } : refuse(answer.problem, settings);
  },
};
