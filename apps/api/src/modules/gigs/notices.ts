import type { EventPayload } from '@linggong/contracts/events.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { noticeKind, type Still, type StoredNotice } from '../../platform/notices/kind.ts';
import { type EventOf, noticesOn } from '../../platform/notices/source.ts';
import { say } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { memberPersons } from '../identity/public.ts';
import type { GigRead } from './model.ts';
import { gigsWithoutTerms } from './repository/find.ts';
import { datedShifts, nextOf, toldOf } from './told.ts';
import { partsOf, type Told } from './told-words.ts';

const words = () => wordsOf('gigs').notices;

/** A gig as it is now, with who hears of it. */
export type GigTold = { gig: GigRead; told: Told; members: readonly string[]; eventId: string };

const gigIdOf = ({ gig }: Pick<GigTold, 'gig'>) => gig._id.toHexString();

/** To whom, where it leads and what it is about: the same for all that its employer is told of a gig. */
export const toMembers = {
  to: ({ members }: GigTold) => members,
  pace: 'at_once',
  leadsTo: (of: GigTold) => `/employer/gigs/${gigIdOf(of)}`,
  work: ({ gig, told }: GigTold) => ({
    gigId: gigIdOf({ gig }),
    ...(told.startsAt ? { begins: told.startsAt } : {}),
  }),
  said: ({ told }: GigTold) => told,
} as const;

type Seen = { gigs: ReadonlyMap<string, GigRead>; now: Date };

async function lookAtGigs(deps: Deps, notices: readonly StoredNotice[]): Promise<Seen> {
  const ids = notices.flatMap(({ gigId }) => gigId ?? []);
  return { gigs: byId(await gigsWithoutTerms(deps, ids)), now: deps.clock() };
}

/** It still is so while the gig is; where that is gone there is nothing to say. */
export const whileGig = (is: (gig: GigRead, now: Date) => boolean): Still<Deps, Seen> => ({
  look: lookAtGigs,
  so({ gigId }, { gigs, now }) {
    const gig = gigs.get(String(gigId));
    return gig && is(gig, now);
  },
});

const published = noticeKind({
  ...toMembers,
  kind: 'gig.published',
  icon: 'post',
  key: ({ eventId }: GigTold) => `gig.published:${eventId}`,
  words: (told) => say(words().published, partsOf(told)),
  still: whileGig((gig, now) => isPublic(gigState(gig, now))),
});

const returned = noticeKind({
  ...toMembers,
  kind: 'gig.returned',
  icon: 'alert',
  key: ({ eventId }: GigTold) => `gig.returned:${eventId}`,
  words: (told) => say(words().returned, partsOf(told)),
  still: whileGig(({ state }) => state === 'returned'),
});

/** What was public is not refused but taken down. */
const refused = noticeKind({
  ...toMembers,
  kind: 'gig.refused',
  icon: 'remove',
  key: ({ eventId }: GigTold) => `gig.refused:${eventId}`,
  said: ({ gig, told }: GigTold) => ({ ...told, takenDown: gig.version > 0 }),
  words: (said) => say(said.takenDown ? words().takenDown : words().refused, partsOf(said)),
  still: whileGig(({ state }) => state === 'refused'),
});

const full = noticeKind({
  ...toMembers,
  kind: 'gig.full',
  icon: 'done',
  key: ({ gig }: GigTold) => `gig.full:${gigIdOf({ gig })}:${gig.version}`,
  work: (of: GigTold) => ({ ...toMembers.work(of), notAfter: of.gig.validUntil ?? undefined }),
  words: (told) => say(words().full, partsOf(told)),
  about: ({ gigId }) => aboutFilling(gigId),
  still: whileGig((gig, now) => gigState(gig, now) === 'full'),
});

/** Who comes and that all have come replace each other. */
export const aboutFilling = (gigId: StoredNotice['gigId']): string => `gig.filling:${String(gigId)}`;

export const gigNotices = [published, returned, refused, full] as const;

const DECIDED = {
  approve: { kind: published, state: 'published' },
  return: { kind: returned, state: 'returned' },
  refuse: { kind: refused, state: 'refused' },
} as const;

/** Gigs by their ids, as they are now, with the members of their employers. */
async function lookAtMembers(deps: Deps, events: readonly { payload: { gigId: string } }[]) {
  const gigs = byId(
    await gigsWithoutTerms(
      deps,
      events.map(({ payload }) => payload.gigId),
    ),
  );
  const members = await memberPersons(
    deps,
    [...gigs.values()].map(({ employerId }) => employerId),
  );
  return async (gigId: string, eventId: string): Promise<GigTold | null> => {
    const gig = gigs.get(gigId);
    if (!gig) return null;
    const told = await toldOf(deps, gig, nextOf(datedShifts(gig), deps.clock()));
    return { gig, told, members: members.get(String(gig.employerId)) ?? [], eventId };
  };
}

type Reviewed = EventOf<'gig.reviewed.v1'>;
type Decided = { decision: NonNullable<EventPayload<'gig.reviewed.v1'>['decision']>; of: GigTold };

/**
 * What people decided about gigs and still is so. Where nobody but the rules looked at one, who posted it saw it become
 * public.
 */
export async function lookAtDecisions(
  deps: Deps,
  events: readonly Reviewed[],
): Promise<(event: Reviewed) => Promise<Decided | null>> {
  const byPeople = new Set(events.filter(({ payload }) => payload.decision && payload.by !== 'auto'));
  const gigTold = await lookAtMembers(deps, [...byPeople]);
  return async (event) => {
    const { eventId, payload } = event;
    if (!payload.decision || !byPeople.has(event)) return null;
    const of = await gigTold(payload.gigId, eventId);
    return of?.gig.state === DECIDED[payload.decision].state ? { decision: payload.decision, of } : null;
  };
}

export const gigNoticesOn = [
  noticesOn('gig.reviewed.v1', async (deps: Deps, events) => {
    const decidedOf = await lookAtDecisions(deps, events);
    return async (event) => {
      const decided = await decidedOf(event);
      return decided ? DECIDED[decided.decision].kind.drafts(decided.of) : [];
    };
  }),
  noticesOn('gig.places.v1', async (deps: Deps, events) => {
    const filled = events.filter(({ payload }) => payload.state === 'full');
    const gigTold = await lookAtMembers(deps, filled);
    return async ({ eventId, payload }) => {
      if (payload.state !== 'full') return [];
      const of = await gigTold(payload.gigId, eventId);
      // Who chooses knows when they have chosen the last one.
      if (!of || of.gig.posting.bookingMode === 'choose') return [];
      return gigState(of.gig, deps.clock()) === 'full' ? full.drafts(of) : [];
    };
  }),
];
