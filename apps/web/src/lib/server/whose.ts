import type { RequestEvent } from '@sveltejs/kit';
import { queryString } from '#lib/api/address.ts';
import { safePath } from '#lib/nav/paths.ts';
import { byScript } from './by-script.ts';

/** In the forms of the pages, by `ui/Whose.svelte`: the account that the page was made for; empty: nobody's. */
const FIELD = 'who';

/**
 * Where a form leads that was filled in as one person and is sent as another, as from a page that was left open on a
 * shared phone; null: it is the sender's own, or nobody's. Who has to sign in first sends nothing anyway. Forms with
 * files are not looked into: they are read once.
 */
export async function anothersForm({ request, locals, url }: RequestEvent): Promise<string | null> {
  if (request.method !== 'POST' || !locals.me) return null;
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return null;
  const form = await request
    .clone()
    .formData()
    .catch(() => null);
  const who = form?.get(FIELD);
  if (!who || who === locals.me.accountId) return null;
  return `/not-sent${queryString({ to: safePath(url.pathname) })}`;
}

/** Sends there, also where the page's script has sent the form. */
export function leadTo(location: string, request: Request): Response {
  if (!byScript(request)) return new Response(null, { status: 303, headers: { location } });
  return Response.json({ type: 'redirect', status: 303, location });
}
