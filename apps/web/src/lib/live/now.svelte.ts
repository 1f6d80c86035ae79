/**
 * The server's time in the browser, whatever the phone's clock says. Pages take "today" from here, so that one that
 * stays open turns at midnight, the cards that came since with it.
 */
const MINUTE_MS = 60_000;
/** A page that is older than this by the clock as it was known before comes out of a cache. */
const STALE_MS = 5 * MINUTE_MS;
const KEPT = 'lg_clock';

/** How far the server is ahead of the phone, in ms. */
let ahead = 0;
let at = $state.raw<Date | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** The server's time now, as far as it is known. Browser only. */
export const serverTime = (): Date => new Date(Date.now() + ahead);

function tick() {
  const now = serverTime();
  at = now;
  clearTimeout(timer);
  // Midnight is a whole minute in every zone that has people.
  timer = setTimeout(tick, MINUTE_MS - (now.getTime() % MINUTE_MS) + 20);
}

/** The server has just said what time it is. */
export function setServerTime(now: Date | string): void {
  ahead = new Date(now).getTime() - Date.now();
  try {
    localStorage.setItem(KEPT, String(ahead));
  } catch {
    // Kept for this page alone.
  }
  tick();
}

/** A page was made at `made`; it may have been kept since, by the phone or for want of a network. */
export function seenPage(made: Date): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    // As on a first visit.
  }
  if (kept !== null && Date.now() + Number(kept) - made.getTime() > STALE_MS) ahead = Number(kept);
  else ahead = made.getTime() - Date.now();
  tick();
  document.addEventListener('visibilitychange', tick);
}

/** The moment that a page made at `made` is read at: that one at first, then the server's time, minute by minute. */
export function serverNow(made: Date | string): Date {
  const first = new Date(made);
  return at && at > first ? at : first;
}
