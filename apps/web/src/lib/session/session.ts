import { building } from '$app/env';

/** Beside the pages that are open in this browser: who of them was there last. Others hear when it changes. */
const LAST = 'lg-who';
const COOKIE = /(?:^|; )lg_who=([^;]*)/;

let left = false;
let wiping: Promise<void> = Promise.resolve();

/** Whose page this is, as the server made it; where it does not say it, who was here when it was opened. */
let own = '';
const now = (): string => COOKIE.exec(document.cookie)?.[1] ?? '';

/** Leaves a page of a session that this browser no longer has; what is there now is asked of the server. */
export function checkSession(): void {
  if (left || own === now()) return;
  left = true;
  // Not `display`: where one had scrolled to is kept.
  document.documentElement.style.visibility = 'hidden';
  // Not `reload`: the answer to a form would be sent again.
  location.replace(location.pathname + location.search);
}

/** Settled as soon as nothing of an earlier session is kept here. Who keeps something of one's own waits for it. */
export const ownReady = (): Promise<void> => wiping;

/** Once, at the start of every page; a page that is kept for Back looks after itself, see `server/kept-page.ts`. */
export function watchSession(): void {
  if (building) return;
  const { who } = document.documentElement.dataset;
  own = who ?? now();
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (entry?.type === 'back_forward') checkSession();
  if (who !== undefined) remember();
  addEventListener('storage', ({ key }) => key === LAST && checkSession());
  document.addEventListener('visibilitychange', () => document.hidden || checkSession());
}

function remember(): void {
  try {
    const last = localStorage.getItem(LAST);
    if (last === own) return;
    if (last) wiping = import('./session-end.ts').then(({ wipeOwn }) => wipeOwn());
    localStorage.setItem(LAST, own);
  } catch {
    // Forbidden: then nothing of one's own is kept here either.
  }
}
