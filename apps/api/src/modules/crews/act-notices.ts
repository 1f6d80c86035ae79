import type { CrewAct } from '@linggong/contracts/crew.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { noticeKind } from '../../platform/notices/kind.ts';
import type { EventOf } from '../../platform/notices/source.ts';
import { say } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { bookingsByIds } from '../bookings/public.ts';
import { datedShifts, type GigRead, nextOf, partsOf, type Told, toldOf } from '../gigs/public.ts';
import { memberPersons, personsByIds } from '../identity/public.ts';
import { lookingAt } from '../proxies/public.ts';
import type { CrewBookingRecord } from './model.ts';

const words = () => wordsOf('crews').notices;

/** What was done for several of a crew, as it is told once to each. */
type Act = {
  booked: CrewBookingRecord;
  told: Told;
  what: CrewAct;
  people: number;
  days: number;
  to: readonly string[];
  now: Date;
  eventId: string;
};
type Said = Told & Pick<Act, 'what' | 'people' | 'days'> & { crew: string };

const isSoon = ({ told: { startsAt }, now }: Act) =>
  startsAt !== null && startsAt.getTime() - now.getTime() < DAY_MS;

const shared = {
  to: ({ to }: Act) => to,
  pace: 'at_once',
  work: ({ booked, told: { startsAt } }: Act) => ({
    gigId: booked.gigId.toHexString(),
    ...(startsAt ? { begins: startsAt } : {}),
  }),
  said: ({ booked, told, what, people, days }: Act): Said => ({
    ...told,
    what,
    people,
    days,
    crew: withoutPhones(booked.crewName),
  }),
  about: ({ kind, key }: { kind: string; key: string }) => `${kind}:${key}`,
} as const;

const partsOfAct = (said: Said) => {
  const { crew, people, days, what } = said;
  return { ...partsOf(said), crew, people, days, what };
};
const keyOf = (kind: string) => (of: Act) => `${kind}:${of.booked._id.toHexString()}:${of.eventId}`;
const toEmployer = ({ booked }: Act) => `/employer/gigs/${booked.gigId.toHexString()}`;

const came = noticeKind({
  ...shared,
  kind: 'crew.came',
  icon: 'me',
  key: keyOf('crew.came'),
  pace: (of: Act) => (isSoon(of) && of.what !== 'asked' ? 'urgent' : 'at_once'),
  leadsTo: toEmployer,
  words: (said: Said) => {
    const { asked, replaced, came: comes } = words();
    const sentence = said.what === 'asked' ? asked : said.what === 'replaced' ? replaced : comes;
    return say(sentence, partsOfAct(said));
  },
});

const left = noticeKind({
  ...shared,
  kind: 'crew.left',
  icon: 'back',
  key: keyOf('crew.left'),
  pace: (of: Act) => (isSoon(of) ? 'urgent' : 'at_once'),
  leadsTo: toEmployer,
  words: (said: Said) => say(words().left, partsOfAct(said)),
  isLastCall: true,
});

const taken = noticeKind({
  ...shared,
  kind: 'crew.taken',
  icon: 'done',
  key: keyOf('crew.taken'),
  leadsTo: '/my/crew',
  words: (said: Said) => say(words().taken, partsOfAct(said)),
});

const declined = noticeKind({
  ...shared,
  kind: 'crew.declined',
  icon: 'remove',
  key: keyOf('crew.declined'),
  pace: (of: Act) => (of.what === 'given_up' ? 'urgent' : 'at_once'),
  leadsTo: '/my/crew',
  words: (said: Said) => say(said.what === 'given_up' ? words().givenUp : words().declined, partsOfAct(said)),
  isLastCall: true,
});

const yourPeople = noticeKind({
  ...shared,
  kind: 'crew.your_people',
  icon: 'me',
  key: keyOf('crew.your_people'),
  pace: (of: Act) => (isSoon(of) ? 'urgent' : 'at_once'),
  leadsTo: '/people',
  words: (said: Said) => say(words().yourPeople, partsOfAct(said)),
});

export const actNotices = [came, left, taken, declined, yourPeople] as const;

const BY_EMPLOYER: ReadonlySet<CrewAct> = new Set(['accepted', 'declined', 'given_up']);

/** For how many of these persons, of those without an account, who acts for them. */
async function proxiesOf(deps: Deps, personIds: readonly string[]): Promise<Map<string, number>> {
  const persons = await personsByIds(deps, personIds);
  const without = persons.flatMap(({ _id, accountId }) => (accountId ? [] : _id.toHexString()));
  const grants = without.length > 0 ? await lookingAt(deps, without) : [];
  const all = Map.groupBy(grants, ({ proxyId }) => proxyId.toHexString());
  return new Map([...all].map(([id, of]) => [id, new Set(of.map(({ personId }) => String(personId))).size]));
}

/**
 * What several of a crew did, or had done to them, once to each who has to hear of it: the other side, and who acts for
 * some of them. Whoever did it is told nothing.
 */
export async function toldAct(
  deps: Deps,
  { eventId, payload }: EventOf<'crew.changed.v1'>,
  booked: CrewBookingRecord,
  gig: GigRead,
) {
  const { did } = payload;
  if (!did) return [];
  const now = deps.clock();
  const shifts = gig.shifts.filter(({ _id }) => did.shiftIds.includes(_id.toHexString()));
  const told = await toldOf(deps, gig, nextOf(datedShifts({ shifts }), now));
  const act = { booked, told, what: did.what, people: did.people, days: did.days, now, eventId };
  const leader = booked.leaderId.toHexString();
  const byEmployer = BY_EMPLOYER.has(did.what);
  const members = (await memberPersons(deps, [booked.employerId])).get(String(booked.employerId)) ?? [];
  const otherSide = byEmployer
    ? (did.what === 'accepted' ? taken : declined).drafts({ ...act, to: [leader] })
    : (did.what === 'left' ? left : came).drafts({ ...act, to: members });
  const parts = await bookingsByIds(deps, did.bookingIds);
  const proxies = await proxiesOf(
    deps,
    parts.map(({ personId }) => String(personId)),
  );
  const others = [...proxies].flatMap(([id, people]) =>
    id === leader ? [] : yourPeople.drafts({ ...act, people, to: [id] }),
  );
  return [...otherSide, ...others];
}
