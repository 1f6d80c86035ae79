import type { EventPayload } from '@linggong/contracts/events.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { FollowerSpec } from '../../platform/events/follower.ts';
import type { StoredEvent } from '../../platform/events/log.ts';
import { offered } from '../feed/matching.ts';
import type { GigRecord } from '../gigs/model.ts';
import { addNotices } from '../notices/write.ts';
import { regionById } from '../regions/repository.ts';
import { recipientsOf } from './recipients.ts';
import { type SavedFilters, savedFilters } from './saved-filters.ts';
import { comingShifts, matchText } from './words.ts';

/** So many notices are written at once: more would hold up the process for too long. */
const BATCH = 200;

/** The gig of the event, if it can still be taken as the event says; null: it changed since, or is gone or full. */
async function takeable(deps: Deps, id: string, version: number, now: Date): Promise<GigRecord | null> {
  const gig = await deps.models.gigs.findById(id, { terms: 0, flags: 0 }).lean<GigRecord>();
  return gig && gig.version === version && gigState(gig, now) === 'published' ? gig : null;
}

/** Tells the people whose alerts ask for a newly public gig; nobody twice of the same gig. */
async function tellOf(deps: Deps, saved: SavedFilters, event: StoredEvent): Promise<void> {
  const card = (event.payload as EventPayload<'gig.published.v1'>).gig;
  const alertIds = saved.matching(offered(event)!);
  if (alertIds.length === 0) return;
  const now = deps.clock();
  const gig = await takeable(deps, card.id, card.version, now);
  if (!gig) return;
  const region = await regionById(deps, card.place.regionId);
  const [first] = comingShifts(card, now);
  const notice = {
    ...matchText(card, region, now),
    key: `gig.match:${card.id}`,
    kind: 'gig.match',
    href: `/gigs/${card.number}`,
    gigId: card.id,
    notAfter: new Date(card.validUntil),
    ...(first?.startsAt && new Date(first.startsAt) > now ? { begins: new Date(first.startsAt) } : {}),
  } as const;
  const people = [...(await recipientsOf(deps, gig, alertIds))];
  for (let i = 0; i < people.length; i += BATCH) {
    const some = people.slice(i, i + BATCH);
    await addNotices(
      deps,
      some.map(([personId, pace]) => ({ ...notice, personId, pace })),
    );
  }
}

/**
 * Puts each newly public gig to all saved filters and tells their owners. What happened to alerts is taken over in the
 * order of the log, so that one that was saved before a gig was published is there when the gig comes.
 */
export function alertFollower(deps: Deps): FollowerSpec {
  const saved = savedFilters(deps);
  return {
    name: 'alerts',
    onTakeover: () => saved.load(),
    async handle(events) {
      for (const event of events) {
        if (event.type === 'alert.changed.v1')
          await saved.refresh([(event.payload as EventPayload<'alert.changed.v1'>).alertId]);
        else if (event.type === 'gig.published.v1') await tellOf(deps, saved, event);
      }
    },
  };
}
