import { self } from '$app/service-worker';
import { LEAVING, leaveFirst, leaveLater, left } from './leaving.ts';
import {
  asset,
  cameLate,
  checkWho,
  findMine,
  forgetMine,
  isMine,
  keepMine,
  looksOf,
  MINE,
  renewMine,
  sessionNow,
  showMine,
  takeLate,
} from './mine.ts';
import { listenForPush } from './push.ts';
import { AGAIN, forgetOldShells, keepShell, shellPage } from './shell.ts';
import { copyForm, unsent } from './unsent.ts';

/**
 * Three things. Without a connection a page says so itself, in our words, with what to do; one's own work opens all
 * the same, as it was last seen, for as long as the session lasts; a form that got no answer is not lost. Nothing
 * else that the server answers is kept: what is old must not look like now, and a shared phone must not show
 * another's work. And notices are shown while no page is open, see `push.ts`.
 */
const SLOW_MS = 4000;
/** A gateway that answers in the product's place. */
const UNREACHED = [502, 503, 504];

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(begin());
});

async function begin() {
  await forgetOldShells([MINE, LEAVING]);
  // The request goes out while this worker still starts: on a slow phone it must cost nothing.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  await renewMine().catch(() => {});
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  const { pathname } = url;
  if (/^\/(_app\/immutable|words)\//.test(pathname) || pathname === AGAIN) event.respondWith(asset(request));
  else if (request.mode !== 'navigate') watch(event, url);
  else if (request.method !== 'GET') event.respondWith(send(event, url));
  else event.respondWith(isMine(url) ? mine(event) : page(event, url));
});

const isSignOut = ({ search }: URL) => search.startsWith('?/sign-out');
/** Where a session ends or begins: whatever comes of it, the work that is kept is not for who comes next. */
const endsSession = ({ pathname, search }: URL) =>
  pathname === '/sign-in' || pathname === '/me/close' || search.startsWith('?/sign-out');
/** Where one's work changes without being shown at once, or may not have ended though it was asked for. */
const changesMine = ({ pathname }: URL) => /^\/(my|gigs|me\/close|language)(\/|$)/.test(pathname);

/** What a page's script asks for or sends goes its own way; only what it means for the kept work is looked at. */
function watch(event: FetchEvent, url: URL) {
  const { method } = event.request;
  if (method === 'POST' && endsSession(url)) event.waitUntil(forgetMine());
  const changed = method === 'POST' ? changesMine(url) : url.pathname === '/my/__data.json';
  if (!changed || url.pathname.startsWith('/api/')) return;
  const answer = fetch(event.request);
  event.respondWith(answer);
  event.waitUntil(answer.then(renewMine).catch(() => {}));
}

async function fromNetwork(event: FetchEvent): Promise<Response> {
  // What was asked for ahead is still of the session that was to be ended.
  if (await leaveFirst()) return fetch(event.request);
  return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
}

async function page(event: FetchEvent, url: URL): Promise<Response> {
  try {
    const response = await fromNetwork(event);
    await checkWho(response);
    return response;
  } catch {
    const kept = await findMine();
    // A stub's own page shows what is among one's work too.
    if (kept && url.pathname.startsWith('/my/')) return Response.redirect('/my');
    return shellPage('/offline', { 'lg.mine': kept ? 'kept' : 'none' }, await looksOf(kept));
  }
}

async function mine(event: FetchEvent): Promise<Response> {
  const fresh = takeLate();
  if (fresh) return fresh;
  const asked = sessionNow();
  const answer = fromNetwork(event).then(async (response) => {
    await checkWho(response);
    event.waitUntil(keepMine(response.clone(), asked).catch(() => {}));
    return response;
  });
  const kept = await findMine();
  if (!kept) return answer.catch(() => shellPage('/offline', { 'lg.mine': 'none' }));
  const slow = new Promise<'slow'>((resolve) => setTimeout(() => resolve('slow'), SLOW_MS));
  const first = await Promise.race([answer, slow]).catch(() => 'lost' as const);
  if (first === 'slow') {
    const late = answer.then((response) => cameLate(response, event.resultingClientId));
    event.waitUntil(late.catch(() => {}));
  }
  if (first instanceof Response && !UNREACHED.includes(first.status)) return first;
  // Looked for again: the answer may have been another reader's.
  const still = await findMine();
  return still ? showMine(still, first === 'slow' ? 'slow' : 'lost') : answer;
}

/** A form that a page sends without a script. */
async function send(event: FetchEvent, url: URL): Promise<Response> {
  const { request } = event;
  if (endsSession(url)) await forgetMine();
  const form = copyForm(request);
  const sure = !navigator.onLine;
  try {
    const response = await fetch(request);
    if (endsSession(url)) await left();
    if (changesMine(url)) event.waitUntil(renewMine().catch(() => {}));
    // What is kept is of the reader's language too.
    if (url.pathname === '/language') event.waitUntil(keepShell().catch(() => {}));
    return response;
  } catch {
    if (isSignOut(url)) await leaveLater();
    return unsent(request, form && (await form), { looks: await looksOf(await findMine()), sure });
  }
}

listenForPush();
