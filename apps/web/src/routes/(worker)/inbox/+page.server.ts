import { listNotices, markRead } from '@linggong/contracts/api/notices.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { accountId } = requireMe(event);
  const cursor = event.url.searchParams.get('cursor');
  const page = orThrow(await makeCall(event.fetch)(listNotices, { query: { cursor } }));
  return { accountId, cursor, page, loadedAt: new Date().toISOString() };
};

export const actions: Actions = {
  read: async (event) => {
    requireMe(event);
    // No further than the page that was seen: what came since stays unread.
    const upTo = String((await event.request.formData()).get('upTo') ?? '');
    const answer = await makeCall(event.fetch)(markRead, { body: { upTo } });
    if (!answer.ok) return refuse(answer.problem, { upTo });
    redirect(303, '/inbox');
  },
};
