import { addPushSubscription, getPushKey, removePushSubscription } from '@linggong/contracts/api/notices.ts';
import type { PushSubscription as NewPushSubscription } from '@linggong/contracts/notice.ts';
import type { Answer, Call } from '#lib/api/client.ts';
import { getsPushes, setPushOwner } from './push-owner.ts';

/**
 * What this browser does with notices. `none`: it can't. `refused`: its owner has said no, and only they can take
 * that back, in its settings. `unreachable`: it can, but the service that it gets them through doesn't answer it or us.
 */
export type PushState = 'none' | 'refused' | 'unreachable' | 'off' | 'on';

/** Said to the server by this page. A subscription ends with its session, and each sign-in begins with a new page. */
let told = false;

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

export async function pushState(accountId: string): Promise<PushState> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'none';
  if (Notification.permission === 'denied') return 'refused';
  const found = await subscription();
  return found && getsPushes(accountId) ? 'on' : 'off';
}

/** Asks the browser, so only ever after a tap. `lost`: the browser agreed, our server was not told. */
export async function switchPushOn(call: Call, accountId: string): Promise<PushState | 'lost'> {
  if ((await Notification.requestPermission()) !== 'granted') return pushState(accountId);
  // One that is there was another account's, or is not heard of any more.
  await (await subscription())?.unsubscribe();
  return subscribe(call, accountId);
}

/** Where this browser is to be told, says so to the server again, once in each page. */
export async function keepPushOn(call: Call, accountId: string): Promise<void> {
  if (told || (await pushState(accountId)) !== 'on') return;
  await subscribe(call, accountId);
}

async function subscribe(call: Call, accountId: string): Promise<PushState | 'lost'> {
  const key = await call(getPushKey);
  if (!key.ok) return 'lost';
  const made = await withKey(key.data.key);
  if (!made) return Notification.permission === 'denied' ? 'refused' : 'unreachable';
  // One that was just made has all of it.
  const { endpoint, keys } = made.toJSON() as NewPushSubscription;
  const added = await call(addPushSubscription, { body: { endpoint, keys } });
  if (!added.ok) return givenUp(made, added);
  setPushOwner(accountId);
  told = true;
  return 'on';
}

/** This browser's subscription with the server's key; null: it gets none. */
async function withKey(key: string): Promise<PushSubscription | null> {
  const options = { userVisibleOnly: true, applicationServerKey: key };
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    // With the key that it has, this gives the one that is there.
    return await pushManager.subscribe(options);
  } catch {
    // The server has another key by now.
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(options).catch(() => null);
  }
}

/** A subscription that the server can't use is none; one that it was not told of may be told again. */
async function givenUp(made: PushSubscription, answer: Answer<void>): Promise<PushState | 'lost'> {
  if (answer.ok || answer.problem.status >= 500) return 'lost';
  await made.unsubscribe();
  return 'unreachable';
}

/** From here on this browser gets nothing, also where the server could not be told. */
export async function switchPushOff(call: Call): Promise<void> {
  const found = await subscription();
  setPushOwner(null);
  if (!found) return;
  await call(removePushSubscription, { body: { endpoint: found.endpoint } });
  await found.unsubscribe();
}
