import type { EventsPage, zEventsQuery } from '@linggong/contracts/events.ts';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { rooms, toLiveEvent } from '../../platform/events/log.ts';
import type { StoredEvent } from '../../platform/events/models.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wants } from '../feed/public.ts';
import { roomsOf, withLookedAfter } from '../identity/public.ts';

const BATCH = 500;
/** One request looks at no more events than this; whoever missed more asks again from `seq`. */
const SCANNED_AT_MOST = 4 * BATCH;

/**
 * What came after `after` and the viewer may see: the same rooms as live, and newly public gigs by the same filter.
 * Throws `events.window_passed` where events between were dropped, or where the log ends before `after`, as after
 * a database was restored: the client must load its view anew.
 */
export async function catchUp(
  deps: Deps,
  viewer: Viewer | null,
  query: z.output<typeof zEventsQuery>,
): Promise<EventsPage> {
  const { after, limit, ...filter } = query;
  const end = await deps.events.end();
  if (after > end) throw problem('events.window_passed');
  if (after === end) return { items: [], seq: after, more: false };
  const start = await deps.events.start();
  if (start === null || after < start - 1) throw problem('events.window_passed');

  const mine = new Set(roomsOf(await withLookedAfter(deps, viewer)));
  const visible = (event: StoredEvent) =>
    event.type === 'gig.published.v1' && event.audience.includes(rooms.public)
      ? wants(filter, event)
      : event.audience.some((room) => mine.has(room));

  const items: StoredEvent[] = [];
  let seq = after;
  for (let scanned = 0; scanned < SCANNED_AT_MOST; ) {
    const batch = await deps.events.after(seq, BATCH);
    for (const event of batch) {
      if (visible(event)) {
        if (items.length === limit) return { items: items.map(toLiveEvent), seq, more: true };
        items.push(event);
      }
      seq = event._id;
    }
    if (batch.length < BATCH) return { items: items.map(toLiveEvent), seq, more: false };
    scanned += batch.length;
  }
  return { items: items.map(toLiveEvent), seq, more: seq < end };
}
