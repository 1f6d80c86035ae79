import type { EventOf } from '@linggong/contracts/events.ts';
import type { Unread } from '@linggong/contracts/notice.ts';

/** How many notices wait, and the server's time once that had been counted. */
export type Counted = Unread & { at: number };

/**
 * The count after an event; `ask`: the notice was there before the count was made, and its event got its place in
 * the log after, so that it can't be told whether it was counted.
 */
export function afterEvent(
  counted: Counted,
  event: EventOf<'notice.added.v1'> | EventOf<'notice.read.v1'>,
): Counted | 'ask' {
  const { type, seq, payload } = event;
  const at = Date.parse(event.at);
  if (seq <= counted.seq) return counted;
  if (type === 'notice.read.v1') return { seq, at: Math.max(at, counted.at), unread: payload.unread };
  return at > counted.at ? { ...counted, seq, unread: counted.unread + 1 } : 'ask';
}
