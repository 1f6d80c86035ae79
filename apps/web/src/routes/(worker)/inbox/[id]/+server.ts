import { markRead } from '@linggong/contracts/api/notices.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { safePath } from '#lib/nav/paths.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { RequestHandler } from './$types';

/** A notice that is followed without a script: it is read, and leads on. Who can't mark it still gets there. */
export const GET: RequestHandler = async (event) => {
  requireMe(event);
  await makeCall(event.fetch)(markRead, { body: { ids: [event.params.id] } });
  redirect(303, safePath(event.url.searchParams.get('to')));
};
