import { makeCall } from '#lib/api/client.ts';
import { countUnread } from '#lib/api/notices.ts';
import { roleLinks } from '#lib/server/role-links.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, fetch, url }) => {
  const { me } = locals;
  // Asked for with every page, by its address: what was pushed between two pages is in the count.
  const unread = me && url.pathname ? await countUnread(makeCall(fetch)) : null;
  return {
    me,
    roleLinks: roleLinks(me),
    unread: unread?.ok ? { ...unread.data, at: Date.now() } : null,
  };
};
