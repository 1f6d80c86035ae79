import { daysShort } from '@linggong/rules/crew-days.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { noticeKind } from '../../platform/notices/kind.ts';
import { noticesOn } from '../../platform/notices/source.ts';
import { say } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { activeBookingsOfCrews } from '../bookings/public.ts';
import {
  datedShifts,
  type GigRead,
  gigsWithoutTerms,
  nextOf,
  partsOf,
  type Told,
  toldOf,
} from '../gigs/public.ts';
import { memberPersons } from '../identity/public.ts';
import { actNotices, toldAct } from './act-notices.ts';
import { daysOf } from './days.ts';
import { leftNotices, toldLeft } from './left-notices.ts';
import type { CrewBookingRecord } from './model.ts';
import { crewBookingById, waitsFor } from './repository.ts';
import { isFree } from './waits.ts';

const words = () => wordsOf('crews').notices;

type Short = {
  booked: CrewBookingRecord;
  /** Of the first day on which they are too few. */
  told: Told;
  lacks: number;
  more: number;
  to: readonly string[];
  leads: boolean;
};

/** The same shortness is told once: by its days, how many come then and since when it is. */
const keyOfShort = ({ booked, lacks, leads }: Short) => {
  const days = booked.shortDays.map(({ day, until }) => `${day}@${until.getTime()}`).join();
  return `crew.short:${booked._id.toHexString()}:${days}:${lacks}:${leads ? 'l' : 'e'}`;
};

/** The first day to come on which too few come, and how many more such days there are; null: enough do. */
async function shortOf(deps: Deps, booked: CrewBookingRecord, gig: GigRead) {
  const parts = await activeBookingsOfCrews(deps, [booked._id]);
  const [first, ...others] = daysShort(daysOf(parts, gig, deps.clock()), booked.atLeast);
  if (!first) return null;
  const ofDay = datedShifts({ shifts: gig.shifts.filter(({ _id }) => first.shiftIds.includes(String(_id))) });
  const told = await toldOf(deps, gig, nextOf(ofDay, deps.clock()));
  return { told, lacks: (booked.atLeast ?? 0) - first.people, more: others.length };
}

/** To the leader, who can bring others, and to the employer, who decides once that time is over. */
const short = noticeKind({
  kind: 'crew.short',
  icon: 'alert',
  to: ({ to }: Short) => to,
  key: keyOfShort,
  pace: 'at_once',
  leadsTo: ({ leads, booked }: Short) =>
    leads ? '/my/crew' : `/employer/gigs/${booked.gigId.toHexString()}`,
  work: ({ booked }: Short) => ({ gigId: booked.gigId.toHexString() }),
  said: ({ booked, told, leads, lacks, more }: Short) => ({
    ...told,
    leads,
    lacks,
    more,
    atLeast: booked.atLeast ?? 0,
  }),
  words: (said: Told & { leads: boolean; lacks: number; atLeast: number; more?: number }) => {
    const parts = { ...partsOf(said), short: said.lacks, atLeast: said.atLeast, more: said.more ?? 0 };
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

export const crewNotices = [short, placesFree, ...leftNotices, ...actNotices] as const;

export const crewNoticesOn = [
  noticesOn('crew.changed.v1', async (deps: Deps, events) => {
    const told = events.filter(({ payload }) => payload.short || payload.left || payload.did);
    const gigs = byId(
      await gigsWithoutTerms(
        deps,
        told.map(({ payload }) => payload.gigId),
      ),
    );
    return async (event) => {
      const { payload } = event;
      const gig = gigs.get(payload.gigId);
      if (!gig) return [];
      const booked = await crewBookingById(deps, payload.crewBookingId);
      const now = await toldOf(deps, gig, nextOf(datedShifts(gig), deps.clock()));
      const left = [
        ...(await toldLeft(deps, event, { booked, told: now })),
        ...(await toldAct(deps, event, booked, gig)),
      ];
      const lacking = payload.short ? await shortOf(deps, booked, gig) : null;
      if (!lacking) return left;
      const members = (await memberPersons(deps, [booked.employerId])).get(String(booked.employerId)) ?? [];
      const about = { booked, ...lacking };
      return [
        ...left,
        ...short.drafts({ ...about, to: [booked.leaderId.toHexString()], leads: true }),
        ...short.drafts({ ...about, to: members, leads: false }),
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
