import { version } from '$app/env';
import { self } from '$app/service-worker';
import { listenForPush } from './push.ts';

/**
 * Two things only. Without a connection a page says so itself, in our words, with what to do; nothing that the
 * server answers is kept: what is old must not look like now, and a shared phone must not show another's work.
 * And notices are shown while no page is open, see `push.ts`.
 */
const CACHE = `offline-${version}`;
const PAGE = '/offline';

self.addEventListener('install', (event) => {
  event.waitUntil(keep());
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.add(PAGE);
  await self.skipWaiting();
}

self.addEventListener('activate', (event) => {
  event.waitUntil(begin());
});

async function begin() {
  const old = (await caches.keys()).filter((key) => key !== CACHE);
  await Promise.all(old.map((key) => caches.delete(key)));
  // The request goes out while this worker still starts: on a slow phone it must cost nothing.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate' && event.request.method === 'GET') event.respondWith(page(event));
});

async function page(event: FetchEvent): Promise<Response> {
  try {
    return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

listenForPush();
