import { type CatchUp, catchUp } from '@linggong/client/catch-up.ts';
import { listEvents } from '@linggong/contracts/api/events.ts';
import type { LiveEvent } from '@linggong/contracts/events.ts';
import type { ClientToServer, ServerToClient } from '@linggong/contracts/live.ts';
import type { Socket } from 'socket.io-client';
import { untrack } from 'svelte';
import { checkSession } from '#lib/session/session.ts';
import { refreshAll } from '$app/navigation';
import { makeCall, type Query } from '../api/client.ts';
import { tell } from './bus.ts';
import { serverTime, setServerTime } from './now.svelte.ts';

const POLL_MS = 20_000;

/**
 * `off`: no script yet. `connecting`: on the way. `live`: pushed. `polling`: asked for every 20 s.
 * `lost`: neither works; what is shown is of `asOf`.
 */
export type LiveState = 'off' | 'connecting' | 'live' | 'polling' | 'lost';

let state = $state<LiveState>('off');
let asOf = $state<Date | null>(null);

/** The state of the one live connection of this tab. */
export const live = {
  get state() {
    return state;
  },
  /** When the view was last known to be level with the server, by the server's time; null: since the page was made. */
  get asOf() {
    return asOf;
  },
};

type View = { catchUp: CatchUp<LiveEvent>; filter: Query | null };

let socket: Socket<ServerToClient, ClientToServer> | null = null;
let view: View | null = null;
let poll: ReturnType<typeof setInterval> | undefined;
/** The page's frame counts notices from here on; null: it counts none. */
let frameSeq: number | null = null;

/** Said before a view is opened. */
export function setFrameSeq(seq: number | null): void {
  frameSeq = seq;
}

/** Keeps the connection for the frame alone, where its page opens no view of its own. */
export const openFrame = (): (() => void) | undefined =>
  view ? undefined : openView({ seq: frameSeq, filter: null });

/**
 * Keeps the page that is open level with the log, from `seq` on, the place up to which it was loaded (null:
 * not told; then its data is loaded again as soon as the connection stands). With a
 * `filter` it also hears of newly published gigs that match. One page at a time: opening replaces the page
 * before. Returns what ends it. Browser only.
 */
export function openView(options: { seq: number | null; filter: Query | null }): () => void {
  // The state of the connection is no reason to open the view again.
  return untrack(() => open(options));
}

function open(options: { seq: number | null; filter: Query | null }): () => void {
  const call = makeCall(window.fetch);
  const { seq, filter } = options;
  // The page and its frame are loaded side by side: of what one of them has already it hears nothing again.
  const from = seq === null ? null : Math.min(seq, frameSeq ?? seq);
  const isNews = (event: LiveEvent) => event.seq > (seq ?? 0) || event.type.startsWith('notice.');
  view?.catchUp.end();
  const own: View = {
    filter,
    catchUp: catchUp({
      seq: from,
      fetchPage: (after) => call(listEvents, { query: { ...filter, after } }),
      deliver: (events) => events.filter(isNews).forEach(tell),
      reload: () => void refreshAll(),
    }),
  };
  view = own;
  if (socket?.connected) void watch();
  else connectWhenIdle();
  poll ??= setInterval(() => void (socket || state === 'connecting' ? repair() : connect()), POLL_MS);
  return () => {
    own.catchUp.end();
    if (view !== own) return;
    view = null;
    clearInterval(poll);
    poll = undefined;
    if (filter) void unwatched();
  };
}

/** This page ends the session itself: it is not to be told so, and led away from where that leads. */
export const hangUp = (): void => void socket?.disconnect();

function connectWhenIdle() {
  if (socket || state === 'connecting') return;
  state = 'connecting';
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 300));
  idle(() => void connect(), { timeout: 2000 });
}

async function connect() {
  try {
    const { io } = await import('socket.io-client');
    socket = io({ transports: ['websocket'], reconnectionDelayMax: 5000 });
  } catch {
    // Without the script there is no socket; each repair tries to load it again.
    return repair();
  }
  socket.on('hello', ({ seq, now }) => {
    setServerTime(now);
    void watch(seq);
  });
  socket.on('behind', ({ seq }) => void watch(seq));
  socket.on('events', (events) => {
    view?.catchUp.push(events);
    if (state === 'live') asOf = serverTime();
  });
  socket.on('disconnect', down);
  socket.on('connect_error', down);
  socket.on('session.ended', () => void refreshAll().finally(checkSession));
  window.addEventListener('online', () => socket?.connect());
  window.addEventListener('offline', down);
  document.addEventListener('visibilitychange', () => {
    // A phone that slept may hold a dead connection for alive.
    if (!document.hidden) void (socket?.connected ? watch() : repair());
  });
}

function down() {
  view?.catchUp.lost();
  if (state === 'live') state = 'connecting';
  void repair();
}

/** Tells the server what this page looks at, then asks the log for what came before it knew. */
async function watch(end?: number) {
  const own = view;
  if (!own) return;
  own.catchUp.lost();
  const filter = own.filter && plain(own.filter);
  const seq = filter ? await watched(filter) : (end ?? (await unwatched()));
  if (own !== view) return;
  if (await own.catchUp.level(seq)) levelled('live');
}

/** The log's end, once the server watches the filter for us; undefined: it did not answer. */
function watched(filter: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    socket?.timeout(5000).emit('feed.watch', filter, (error: Error | null, ack) => {
      resolve(!error && ack.ok ? ack.seq : undefined);
    });
  });
}

/** The log's end, for a page that watches no feed. */
function unwatched(): Promise<number | undefined> {
  return new Promise((resolve) => {
    socket?.timeout(5000).emit('feed.unwatch', {}, (error: Error | null, ack) => {
      resolve(!error && ack.ok ? ack.seq : undefined);
    });
  });
}

/** Without a push, the same catch-up by plain requests: every 20 s. */
async function repair() {
  if (!view || document.hidden) return;
  if (socket?.connected) {
    if (state !== 'live') await watch();
    else asOf = serverTime();
    return;
  }
  const own = view;
  // Where it stands in the log is not known: to be loaded anew it needs somebody who answers.
  const level = (own.catchUp.position !== null || (await reached())) && (await own.catchUp.level());
  // Connected meanwhile: that has its own catch-up.
  if (own !== view || socket?.connected) return;
  if (level) {
    own.catchUp.lost();
    levelled('polling');
  } else {
    state = 'lost';
  }
}

const reached = () =>
  fetch('/healthz').then(
    ({ ok }) => ok,
    () => false,
  );

function levelled(to: 'live' | 'polling') {
  state = to === 'live' && !socket?.connected ? 'polling' : to;
  asOf = serverTime();
}

/** The filter as the socket takes it: text only, without what is empty. */
function plain(filter: Query): Record<string, string> {
  const entries = Object.entries(filter).map(([key, value]) => [key, String(value ?? '')]);
  return Object.fromEntries(entries.filter(([, value]) => value));
}
