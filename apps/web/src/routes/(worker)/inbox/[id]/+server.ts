import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { markRead } from '#lib/api/notices.ts';
import { safePath } from '#lib/nav/paths.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { RequestHandler } from './$types';

/** A notice that is followed without a script: it is read, and leads on. Who can't mark it still gets there. */
export const GET: RequestHandler = async (event) => {
  requireMe(event);
  await markRead(makeCall(event.fetch), { ids: [event.params.id] });
  redirect(303, safePath(event.url.searchParams.get('to')));
};
