import type { EventPayload } from '@linggong/contracts/events.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { FollowerSpec } from '../../platform/events/follower.ts';
import type { StoredEvent } from '../../platform/events/models.ts';
import { cardsOf, offered } from '../feed/public.ts';
import { type GigRead, gigsWithoutTerms, matchable } from '../gigs/public.ts';
import { addNotices } from '../notices/public.ts';
import { regionById } from '../regions/public.ts';
import { gigMatch } from './notices.ts';
import { recipientsOf } from './recipients.ts';
import { type SavedFilters, savedFilters } from './saved-filters.ts';

/** So many notices are written at once: more would hold up the process for too long. */
const BATCH = 200;

/** The gig, if it can still be taken; null: it is gone or full. */
async function takeable(deps: Deps, id: string): Promise<GigRead | null> {
  const [gig] = await gigsWithoutTerms(deps, [id]);
  return gig && gigState(gig, deps.clock()) === 'published' ? gig : null;
}

/** Tells the owners of these alerts of a gig; nobody twice of the same. */
async function tell(deps: Deps, gig: GigRead, card: GigCard, alertIds: readonly string[]): Promise<void> {
  const now = deps.clock();
  const region = await regionById(deps, card.place.regionId);
  const paces = await recipientsOf(deps, gig, alertIds);
  const drafts = [...Map.groupBy(paces, ([, pace]) => pace)].flatMap(([pace, some]) =>
    gigMatch.drafts({ card, region, people: some.map(([personId]) => personId), pace, now }),
  );
  for (let i = 0; i < drafts.length; i += BATCH) await addNotices(deps, drafts.slice(i, i + BATCH));
}

/** Of a newly public gig, if it is still as the event says: a newer version has an event of its own. */
async function tellPublished(deps: Deps, saved: SavedFilters, event: StoredEvent): Promise<void> {
  const card = (event.payload as EventPayload<'gig.published.v1'>).gig;
  const alertIds = saved.any() ? saved.matching(offered(event)!) : [];
  const gig = alertIds.length > 0 ? await takeable(deps, card.id) : null;
  if (gig?.version === card.version) await tell(deps, gig, card, alertIds);
}

/** Of a gig that has a place again: whoever asked for such a gig while it was full was not told. */
async function tellFreed(deps: Deps, saved: SavedFilters, event: StoredEvent): Promise<void> {
  const { gigId, freed } = event.payload as EventPayload<'gig.places.v1'>;
  const gig = freed && saved.any() ? await takeable(deps, gigId) : null;
  const [card] = gig ? await cardsOf(deps, [gig], deps.clock()) : [];
  const alertIds = card ? saved.matching(matchable(card)) : [];
  if (gig && card && alertIds.length > 0) await tell(deps, gig, card, alertIds);
}

/**
 * Puts each gig that became public, or has a place again, to all saved filters and tells their owners. What happened
 * to alerts is taken over in the order of the log, so that one that was saved before a gig was published is there when
 * the gig comes.
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
        else if (event.type === 'gig.published.v1') await tellPublished(deps, saved, event);
        else if (event.type === 'gig.places.v1') await tellFreed(deps, saved, event);
      }
    },
  };
}
