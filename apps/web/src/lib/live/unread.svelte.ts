import { countUnread } from '@linggong/contracts/api/notices.ts';
import type { EventOf } from '@linggong/contracts/events.ts';
import { getContext, setContext } from 'svelte';
import { makeCall } from '../api/client.ts';
import { on } from './bus.ts';
import { afterEvent, type Counted } from './count-unread.ts';
import { openFrame, setFrameSeq } from './live.svelte.ts';

const KEY = Symbol('unread');

/**
 * How many notices wait to be read: as the server counted them with the page (null: nobody is signed in), and
 * as events have told since. Keeps the connection where the page itself needs none. For a layout; the pages
 * within find it by `unread()`.
 */
export function liveUnread(told: () => Counted | null) {
  let counted = $derived(told());

  async function count(event: EventOf<'notice.added.v1'> | EventOf<'notice.read.v1'>) {
    if (!counted) return;
    const after = afterEvent(counted, event);
    if (after !== 'ask') {
      counted = after;
      return;
    }
    const answer = await makeCall(window.fetch)(countUnread);
    if (answer.ok && counted && answer.data.seq >= counted.seq)
      counted = { ...answer.data, at: Math.max(Date.now(), Date.parse(event.at)) };
  }

  // Before the page within opens its view.
  $effect.pre(() => setFrameSeq(told()?.seq ?? null));
  $effect(() => (told() ? openFrame() : undefined));
  $effect(() => {
    const ends = [on('notice.added.v1', count), on('notice.read.v1', count)];
    return () => {
      for (const end of ends) end();
    };
  });

  return setContext(KEY, {
    get count() {
      return counted?.unread ?? 0;
    },
  });
}

export const unread = (): { readonly count: number } => getContext(KEY);
