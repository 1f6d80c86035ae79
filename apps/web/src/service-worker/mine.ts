import { OWN } from '#lib/session/own.ts';
import { self } from '$app/service-worker';
import { AGAIN, assetsOf, rewritten } from './shell.ts';

/** The last seen 我的活 of who is signed in, with what it is drawn with: it opens without a connection. */
export const MINE = `${OWN}-work`;
const PAGE = '/my';
/** Tells with every page of which session it is, and nothing of that; `nobody`: who is not signed in. */
const WHO = 'x-linggong-who';

/** Why the kept page is shown: no answer came, or none within a few seconds. */
export type Why = 'lost' | 'slow';

/** Counts the ends of sessions: what was asked for in an earlier one is not kept any more when it comes. */
let session = 0;

/** A fresh page that came too late to be shown: it is shown when the same page is asked for again. */
let late: { text: string; response: Response; at: number } | null = null;
const LATE_MS = 20_000;

/** A shared phone must not show another's work: called wherever a session ends or may have ended. */
export async function forgetMine(): Promise<void> {
  session += 1;
  late = null;
  await caches.delete(MINE);
}

/** Looks whose an answer is: the work of any other who is forgotten. */
export async function checkWho(response: Response): Promise<void> {
  const who = response.headers.get(WHO);
  if (!who) return;
  const kept = await findMine();
  if (kept && kept.headers.get(WHO) !== who) await forgetMine();
}

export const findMine = (): Promise<Response | undefined> => caches.match(PAGE, { cacheName: MINE });

export const isMine = ({ pathname }: URL): boolean => pathname === PAGE;

/** Asks for 我的活 and keeps it, where something may have changed in it that was not shown there. */
export async function renewMine(): Promise<void> {
  const asked = session;
  const response = await fetch(PAGE, { redirect: 'manual', headers: { accept: 'text/html' } });
  await checkWho(response);
  await keepMine(response, asked);
}

export const sessionNow = (): number => session;

/** Keeps the page that was asked for in session `asked`. */
export async function keepMine(response: Response, asked: number): Promise<void> {
  const who = response.headers.get(WHO);
  if (response.status !== 200 || !who || who === 'nobody') return;
  const html = await response.text();
  if (asked !== session) return;
  const cache = await caches.open(MINE);
  await cache.put(PAGE, rewritten(response, html));
  const assets = new Set(assetsOf(html));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== PAGE && !assets.delete(pathname)) await cache.delete(request);
  }
  // Without its marks and its script the page can be read all the same.
  await Promise.allSettled([...assets].map((asset) => cache.add(asset)));
  if (asked !== session) await caches.delete(MINE);
}

/** How its reader has the pages shown: night and large type, for those that are made for everybody. */
export async function looksOf(kept: Response | undefined): Promise<string> {
  const [root] = /<html[^>]*>/.exec((await kept?.clone().text()) ?? '') ?? [''];
  return (root.match(/data-(?:theme|type)="\w+"/g) ?? []).join(' ');
}

/** The kept page, marked as such: it says of when it is, and looks for the connection by itself. */
export async function showMine(kept: Response, why: Why): Promise<Response> {
  const html = await kept.text();
  const marked = html
    .replace('<html ', `<html data-kept="${why}" `)
    .replace('</head>', `<script src="${AGAIN}" defer></script></head>`);
  return rewritten(kept, marked);
}

export async function cameLate(response: Response, clientId: string): Promise<void> {
  if (response.status !== 200) return;
  const asked = session;
  const text = await response.clone().text();
  if (asked !== session) return;
  late = { text, response, at: Date.now() };
  const client = await self.clients.get(clientId);
  client?.postMessage('fresh');
}

export function takeLate(): Response | null {
  const found = late;
  late = null;
  if (!found || Date.now() - found.at > LATE_MS) return null;
  return rewritten(found.response, found.text);
}

/** What the kept page or the pages of our own are drawn with; else from the network. */
export const asset = async (request: Request): Promise<Response> =>
  (await caches.match(request)) ?? fetch(request);
