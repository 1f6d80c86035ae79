import { getMe } from '@linggong/contracts/api/identity.ts';
import { addPushSubscription, removePushSubscription } from '@linggong/contracts/api/notices.ts';
import type { Called } from '@linggong/contracts/api/operation.ts';
import type { PushMessage } from '@linggong/contracts/notice.ts';
import { self } from '$app/service-worker';
import { addressOf } from '../lib/api/address.ts';

/** Shows what the server pushes, leads to what it is about, and keeps the server told where to push. */
export function listenForPush(): void {
  self.addEventListener('push', (event) => event.waitUntil(show(event.data)));
  self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(open(String(event.notification.data ?? '/')));
  });
  self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));
}

async function show(data: PushMessageData | null): Promise<void> {
  if (!data) return;
  const { title, body, href, tag, lang } = data.json() as PushMessage;
  // What takes the place of an earlier one is news too: it sounds again.
  const options: NotificationOptions & { renotify: boolean } = {
    body,
    tag,
    renotify: true,
    lang,
    icon: '/icon-192.png',
    data: href,
  };
  await self.registration.showNotification(title, options);
}

/** Where the page is open already it comes to the front; no other page is led away from what is done in it. */
async function open(href: string): Promise<void> {
  const url = new URL(href, self.location.origin);
  if (url.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find((client) => client.url === url.href);
  // Also where the page is there already: who follows a message goes on getting them.
  const used = fetch(addressOf(getMe)).catch(() => undefined);
  await (there ? there.focus() : self.clients.openWindow(url));
  await used;
}

/** The browser gave the subscription up, and maybe made another. */
async function renew({ oldSubscription, newSubscription }: PushSubscriptionChangeEvent): Promise<void> {
  const made = newSubscription ?? (await subscribeAgain(oldSubscription));
  const tell = (operation: Called, body: unknown) =>
    fetch(addressOf(operation), {
      method: operation.method.toUpperCase(),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  if (oldSubscription) await tell(removePushSubscription, { endpoint: oldSubscription.endpoint });
  if (!made) return;
  const { endpoint, keys } = made.toJSON();
  const { ok } = await tell(addPushSubscription, { endpoint, keys });
  // Nobody is signed in here any more.
  if (!ok) await made.unsubscribe();
}

async function subscribeAgain(old: PushSubscription | null | undefined): Promise<PushSubscription | null> {
  const applicationServerKey = old?.options.applicationServerKey;
  if (!applicationServerKey) return null;
  return self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}
