import { self } from '$app/service-worker';

/** A sign-out that did not get through, kept until it has: whose session it was to end. */
export const LEAVING = 'leaving';
const NOTE = '/leaving';

type Cookies = { get(name: string): Promise<{ value: string } | null> };

/** Which session this browser has; null: none, or this browser does not tell it here. */
async function sessionMark(): Promise<string | null> {
  const { cookieStore } = self as unknown as { cookieStore?: Cookies };
  return (await cookieStore?.get('lg_who'))?.value ?? null;
}

/** Notes that who is here wanted to be signed out. */
export async function leaveLater(): Promise<void> {
  const cache = await caches.open(LEAVING);
  await cache.put(NOTE, new Response((await sessionMark()) ?? ''));
}

/** The session has ended, or another has begun. */
export async function left(): Promise<void> {
  await caches.delete(LEAVING);
}

/** Before anything is asked for: ends the session that was to be ended. True: it just did. Throws without an answer. */
export async function leaveFirst(): Promise<boolean> {
  const note = await caches.match(NOTE, { cacheName: LEAVING });
  if (!note) return false;
  const of = await note.text();
  const mark = await sessionMark();
  if (of && mark !== of) {
    await left();
    return false;
  }
  const answer = await fetch('/me?/sign-out', {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'x-sveltekit-action': 'true',
    },
    body: '',
  });
  if (answer.status >= 500) throw new Error('Not signed out yet.');
  await left();
  return true;
}
