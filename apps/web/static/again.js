// For pages that are shown without a connection: looks for it, and goes on by itself when it is back. Pages of the
// service worker have no other script, and the one of a kept page may not be there.
const root = document.documentElement;

const FIRST_MS = 3000;
const LONGEST_MS = 60_000;
let wait = FIRST_MS;
let timer;

const who = () => /(?:^|; )lg_who=([^;]*)/.exec(document.cookie)?.[1] ?? '';
const whose = root.dataset.who ?? who();
const unsent = document.querySelector('[data-unsent]');

/** What stands here is of who was here when it was shown: it goes with the session, and no other sends it. */
function isOurs() {
  if (who() === whose) return true;
  root.style.visibility = 'hidden';
  location.replace(location.pathname + (unsent ? '' : location.search));
  return false;
}

/** A form waits for its person, but not one's sign-out; any other page is asked for again. */
function back() {
  if (!isOurs()) return;
  if (unsent?.dataset.about === 'signOut') unsent.querySelector('form').submit();
  else if (unsent) void reached();
  else if (root.dataset.kept !== 'done') location.reload();
}

/** Whether a gig was taken all the same is looked up, now and later: then its page says so. */
async function reached() {
  const { action } = unsent.querySelector('form');
  const taking = unsent.dataset.about === 'take';
  if (taking) {
    try {
      const page = await (await fetch(action, { cache: 'no-store' })).text();
      if (new DOMParser().parseFromString(page, 'text/html').querySelector('[data-booked]'))
        return location.replace(action);
    } catch {
      return again();
    }
  }
  if (unsent.dataset.unsent !== 'reachable') wait = FIRST_MS;
  unsent.dataset.unsent = 'reachable';
  // What was on its way may get there only now, or somebody at the desk takes it for them.
  if (taking) again();
}

function again() {
  wait = Math.min(wait * 1.6, LONGEST_MS);
  timer = setTimeout(look, wait);
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
  again();
}

// On a slow connection the page that was asked for is on its way: it tells when it has come.
if (root.dataset.kept === 'slow') {
  wait = LONGEST_MS;
  navigator.serviceWorker?.addEventListener('message', ({ data }) => data === 'fresh' && back());
  navigator.serviceWorker?.startMessages();
}
timer = setTimeout(look, wait);
addEventListener('online', look);
document.addEventListener('visibilitychange', () => document.hidden || (isOurs() && look()));
addEventListener('storage', ({ key }) => key === 'lg-who' && isOurs());
addEventListener('pageshow', ({ persisted }) => persisted && isOurs());
addEventListener('submit', (event) => isOurs() || event.preventDefault());
