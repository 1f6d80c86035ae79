import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { noticeKind } from '../../platform/notices/kind.ts';
import { noticesOn } from '../../platform/notices/source.ts';
import { say } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { datedShifts, gigsWithoutTerms, nextOf, partsOf, type Told, toldOf } from '../gigs/public.ts';
import { memberPersons } from '../identity/public.ts';
import { leftNotices, toldLeft } from './left-notices.ts';
import type { CrewBookingRecord } from './model.ts';
import { crewBookingById, waitsFor } from './repository.ts';
import { isFree } from './waits.ts';

const words = () => wordsOf('crews').notices;

type Short = {
  booked: CrewBookingRecord;
  told: Told;
  to: readonly string[];
  leads: boolean;
  eventId: string;
};

/** To the leader, who can bring others, and to the employer, who decides once that time is over. */
const short = noticeKind({
  kind: 'crew.short',
  icon: 'alert',
  to: ({ to }: Short) => to,
  key: ({ booked, eventId }: Short) => `crew.short:${booked._id.toHexString()}:${eventId}`,
  pace: 'at_once',
  leadsTo: ({ leads, booked }: Short) =>
    leads ? '/my/crew' : `/employer/gigs/${booked.gigId.toHexString()}`,
  work: ({ booked }: Short) => ({ gigId: booked.gigId.toHexString() }),
  said: ({ booked, told, leads }: Short) => ({
    ...told,
    leads,
    lacks: (booked.atLeast ?? 0) - booked.people,
    atLeast: booked.atLeast ?? 0,
  }),
  words: (said: Told & { leads: boolean; lacks: number; atLeast: number }) => {
    const parts = { ...partsOf(said), short: said.lacks, atLeast: said.atLeast };
    return say(said.leads ? words().shortLeader : words().short, parts);
  },
});

type Free = { waitId: string; leaderId: string; gigId: string; number: string; people: number; told: Told };

const placesFree = noticeKind({
  kind: 'crew.places_free',
  icon: 'find',
  to: ({ leaderId }: Free) => [leaderId],
  key: ({ waitId }: Free) => `crew.places_free:${waitId}`,
  pace: 'at_once',
  leadsTo: ({ number }: Free) => `/gigs/${number}`,
  work: ({ gigId }: Free) => ({ gigId }),
  said: ({ told, people }: Free) => ({ ...told, people }),
  words: (said: Told & { people: number }) =>
    say(words().placesFree, { ...partsOf(said), people: said.people }),
});

export const crewNotices = [short, placesFree, ...leftNotices] as const;

export const crewNoticesOn = [
  noticesOn('crew.changed.v1', async (deps: Deps, events) => {
    const told = events.filter(({ payload }) => payload.short || payload.left);
    const gigs = byId(
      await gigsWithoutTerms(
        deps,
        told.map(({ payload }) => payload.gigId),
      ),
    );
    return async (event) => {
      const { eventId, payload } = event;
      const gig = gigs.get(payload.gigId);
      if (!gig) return [];
      const booked = await crewBookingById(deps, payload.crewBookingId);
      const now = await toldOf(deps, gig, nextOf(datedShifts(gig), deps.clock()));
      const left = await toldLeft(deps, event, { booked, told: now });
      if (!payload.short || booked.shortUntil === null || booked.people !== payload.people) return left;
      const members = (await memberPersons(deps, [booked.employerId])).get(String(booked.employerId)) ?? [];
      const about = {
        booked,
        told: now,
        eventId,
      };
      return [
        ...left,
        ...short.drafts({ ...about, to: [booked.leaderId.toHexString()], leads: true }),
        ...short.drafts({ ...about, eventId: `${eventId}:e`, to: members, leads: false }),
      ];
    };
  }),
  noticesOn('gig.places.v1', async (deps: Deps, events) => {
    const ids = [
      ...new Set(events.filter(({ payload }) => payload.back).map(({ payload }) => payload.gigId)),
    ];
    const waits = ids.length > 0 ? await waitsFor(deps, ids) : [];
    const gigs = waits.length > 0 ? byId(await gigsWithoutTerms(deps, ids)) : new Map();
    return async ({ payload }) => {
      const gig = gigs.get(payload.gigId);
      if (!payload.back || !gig) return [];
      const told = await toldOf(deps, gig, nextOf(datedShifts(gig), deps.clock()));
      return waits
        .filter((wait) => String(wait.gigId) === payload.gigId && isFree(gig, wait))
        .flatMap((wait) =>
          placesFree.drafts({
            waitId: wait._id.toHexString(),
            leaderId: wait.leaderId.toHexString(),
            gigId: payload.gigId,
            number: payload.number,
            people: wait.people,
            told,
          }),
        );
    };
  }),
];
