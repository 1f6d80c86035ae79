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
import type { CrewBookingRecord, CrewWaitRecord } from './model.ts';
import { crewBookingById } from './repository.ts';
import { whoCouldCome } from './waits.ts';

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

type Free = { wait: CrewWaitRecord; number: string; told: Told; changed: boolean };

/** Once for a wait, whether places came free or the posting was changed. */
const placesFree = noticeKind({
  kind: 'crew.places_free',
  icon: 'find',
  to: ({ wait }: Free) => [wait.leaderId.toHexString()],
  key: ({ wait }: Free) => `crew.places_free:${wait._id.toHexString()}`,
  pace: 'at_once',
  leadsTo: ({ number }: Free) => `/gigs/${number}`,
  work: ({ wait, told: { startsAt } }: Free) => ({
    gigId: wait.gigId.toHexString(),
    ...(startsAt ? { notAfter: startsAt } : {}),
  }),
  said: ({ told, wait: { people }, changed }: Free) => ({ ...told, people, changed }),
  words: (said: Told & { people: number; changed?: boolean }) =>
    say(said.changed ? words().canCome : words().placesFree, { ...partsOf(said), people: said.people }),
});

/** What is told to those who wait for these gigs and could come by now, by gig. */
async function toldWaiting(deps: Deps, gigIds: readonly string[], changed: boolean) {
  const gigs = byId(gigIds.length > 0 ? await gigsWithoutTerms(deps, [...new Set(gigIds)]) : []);
  const waits = await whoCouldCome(deps, [...gigs.values()]);
  return async (gigId: string) => {
    const gig = gigs.get(gigId);
    const here = waits.filter((wait) => String(wait.gigId) === gigId);
    if (!gig || here.length === 0) return [];
    const drafts = await Promise.all(
      here.map(async (wait) => {
        // Of the days that they wait for, which need not be the gig's first.
        const wanted = gig.shifts.filter(
          ({ _id }) => wait.shiftIds.length === 0 || wait.shiftIds.some((one) => one.equals(_id)),
        );
        const told = await toldOf(deps, gig, nextOf(datedShifts({ shifts: wanted }), deps.clock()));
        return placesFree.drafts({ wait, number: gig.number, told, changed });
      }),
    );
    return drafts.flat();
  };
}

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
    const back = events.filter(({ payload }) => payload.back).map(({ payload }) => payload.gigId);
    const told = await toldWaiting(deps, back, false);
    return async ({ payload }) => (payload.back ? told(payload.gigId) : []);
  }),
  noticesOn('gig.changed.v1', async (deps: Deps, events) => {
    const told = await toldWaiting(
      deps,
      events.map(({ payload }) => payload.gigId),
      true,
    );
    return ({ payload }) => told(payload.gigId);
  }),
];
