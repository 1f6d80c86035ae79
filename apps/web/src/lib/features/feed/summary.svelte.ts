import { summariseGigs } from '@linggong/contracts/api/feed.ts';
import type { FeedSummary } from '@linggong/contracts/feed.ts';
import { makeCall, type Query } from '#lib/api/client.ts';
import { onAny } from '#lib/live/bus.ts';
import { FEED_EVENTS } from './live.ts';

/** Soon, but not all who look in the same moment; then no more often than this. */
const SOON_MS = 1500;
const EVERY_MS = 10_000;
const OF_ITSELF_MS = 300_000;

/**
 * How much work there is by the list's filter, as the page was made and as it is since: counted anew by the server
 * whenever something happened to any gig, and every five minutes, as work begins without an event.
 */
export function liveSummary(filter: () => Query, made: () => FeedSummary | null, now: () => Date) {
  let count = $derived(made());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = 0;

  function ask() {
    timer ??= setTimeout(
      async () => {
        timer = undefined;
        if (document.hidden) return;
        askedAt = Date.now();
        const asked = filter();
        const answer = await makeCall(window.fetch)(summariseGigs, { query: asked });
        if (answer.ok && asked === filter()) count = answer.data;
      },
      Math.max(Math.random() * SOON_MS, askedAt + EVERY_MS - Date.now()),
    );
  }

  $effect(() => {
    const end = onAny(FEED_EVENTS, ask);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', ask);
      end();
    };
  });
  const minutes = $derived(Math.floor(now().getTime() / OF_ITSELF_MS));
  let seen = 0;
  $effect(() => {
    if (seen && seen !== minutes) ask();
    seen = minutes;
  });

  return {
    get count() {
      return count;
    },
  };
}
