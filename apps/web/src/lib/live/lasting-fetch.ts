const AGAIN_MS = 3000;
/** A gateway that answers in the product's place. */
const UNREACHED = [502, 503, 504];
/** What the router adds to a page's address when it asks for its data. */
const OF_ROUTER = ['x-sveltekit-invalidated', 'x-sveltekit-trailing-slash'];

/**
 * What the page that is open asks for again, as after a change or a form, waits for its answer for as long as it is
 * open: the router would leave a page that gets none, and take along what is read and typed on it.
 */
export function lastingFetch(): void {
  const { fetch } = window;
  window.fetch = async (input, options) => {
    if (!(typeof input === 'string' && isOpen(input))) return fetch(input, options);
    for (;;) {
      const answer = await fetch(input, options).catch(() => null);
      // Nobody waits for it any more, and the router would lead back to where it belongs.
      if (!isOpen(input)) return new Promise(() => {});
      if (answer && !UNREACHED.includes(answer.status)) return answer;
      await connection();
    }
  };
}

/** Whether these are the data of the page that is open. */
function isOpen(address: string): boolean {
  const { origin, pathname, searchParams } = new URL(address, location.href);
  if (origin !== location.origin || pathname !== `${location.pathname.replace(/\/$/, '')}/__data.json`)
    return false;
  for (const name of OF_ROUTER) searchParams.delete(name);
  return searchParams.toString() === new URLSearchParams(location.search).toString();
}

const connection = () =>
  new Promise((again) => {
    setTimeout(again, AGAIN_MS);
    addEventListener('online', again, { once: true });
  });
