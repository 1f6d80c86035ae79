// For pages that are shown without a connection: looks for it, and goes on by itself when it is back. Pages of the
// service worker have no other script, and the one of a kept page may not be there.
const root = document.documentElement;

const LONGEST_MS = 60_000;
let wait = 3000;
let timer;

/** A form waits for its person; any other page is asked for again. */
function back() {
  const form = document.querySelector('[data-unsent]');
  if (form) form.dataset.unsent = 'reachable';
  else if (root.dataset.kept !== 'done') location.reload();
}

async function look() {
  clearTimeout(timer);
  if (!document.hidden) {
    try {
      const answer = await fetch('/healthz', { cache: 'no-store' });
      if (answer.ok) return back();
    } catch {
      // Not yet.
    }
  }
  wait = Math.min(wait * 1.6, LONGEST_MS);
  timer = setTimeout(look, wait);
}

// On a slow connection the page that was asked for is on its way: it tells when it has come.
if (root.dataset.kept === 'slow') {
  wait = LONGEST_MS;
  navigator.serviceWorker?.addEventListener('message', ({ data }) => data === 'fresh' && back());
  navigator.serviceWorker?.startMessages();
}
timer = setTimeout(look, wait);
addEventListener('online', look);
document.addEventListener('visibilitychange', () => document.hidden || look());
