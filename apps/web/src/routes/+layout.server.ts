import { countUnread } from '@linggong/contracts/api/notices.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { passersLinks, roleLinks } from '#lib/server/role-links.ts';
import type { LayoutServerLoad } from './$types';

/** What can be read, and done, by who has not agreed to the terms that are in force. */
const BEFORE_AGREEING = new Set(['/(worker)/agree', '/(worker)/terms', '/(worker)/privacy', '/offline']);

export const load: LayoutServerLoad = async ({ locals, fetch, url, route }) => {
  const { me } = locals;
  if (me && !me.agreed && !BEFORE_AGREEING.has(route.id ?? ''))
    redirect(303, `/agree?to=${encodeURIComponent(url.pathname + url.search)}`);
  // Asked for with every page, by its address: what was pushed between two pages is in the count.
  const unread = me && url.pathname ? await makeCall(fetch)(countUnread) : null;
  return {
    me,
    /** The server's time; the pages for no network are kept, and shown at another. */
    now: route.id?.startsWith('/offline') ? null : new Date(),
    roleLinks: [...roleLinks(me), ...passersLinks(me)],
    unread: unread?.ok ? { ...unread.data, at: Date.now() } : null,
  };
};
