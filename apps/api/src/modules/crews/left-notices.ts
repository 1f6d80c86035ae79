import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { noticeKind, type StoredNotice } from '../../platform/notices/kind.ts';
import type { EventOf } from '../../platform/notices/source.ts';
import { say } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { type BookingRecord, bookingsByIds, datesOf } from '../bookings/public.ts';
import { partsOf, type Told } from '../gigs/public.ts';
import { personById, personsByIds } from '../identity/public.ts';
import type { CrewBookingRecord } from './model.ts';
import { crewBookingById } from './repository.ts';

const words = () => wordsOf('crews').notices;

type Left = {
  part: BookingRecord;
  booked: CrewBookingRecord;
  told: Told;
  /** Of one who still comes on others: the days that were given back. */
  days: (Date | null)[];
  eventId: string;
};
type Said = Told & { days?: (Date | null)[] };

const about = {
  pace: 'at_once',
  work: ({ part }: Left) => ({ gigId: part.gigId.toHexString(), bookingId: part._id.toHexString() }),
  said: ({ told, days }: Left): Said => ({ ...told, days }),
} as const;

/** The days of these shifts, in order of time, of who still comes on others. */
const daysGone = ({ active, ended }: BookingRecord, shiftIds: readonly string[] = []) =>
  active
    ? ended
        .filter(({ shiftId }) => shiftIds.includes(shiftId.toHexString()))
        .map(({ startsAt }) => startsAt)
        .toSorted((a, b) => Number(a) - Number(b))
    : [];

type Look = (deps: Deps, viewer: Viewer, part: BookingRecord) => Promise<string | null>;

/** The name beside a notice of a part of a crew's booking, as it is looked up when it is read. */
const nameBy = (look: Look) => async (deps: Deps, viewer: Viewer, notices: readonly StoredNotice[]) => {
  const parts = byId(
    await bookingsByIds(
      deps,
      notices.flatMap(({ bookingId }) => bookingId ?? []),
    ),
  );
  const names = new Map<string, string | null>();
  for (const [id, part] of parts) names.set(id, await look(deps, viewer, part));
  return ({ bookingId }: StoredNotice) => names.get(String(bookingId)) ?? null;
};

const leaderOf = async (deps: Deps, { crewBookingId }: BookingRecord) =>
  crewBookingId ? (await crewBookingById(deps, crewBookingId)).leaderId : null;

/** To who was to come, with who leads the crew. */
const takenOff = noticeKind({
  ...about,
  kind: 'crew.taken_off',
  icon: 'remove',
  pace: 'urgent',
  to: ({ part }: Left) => [part.personId.toHexString()],
  key: ({ part, eventId }: Left) => `crew.taken_off:${part._id.toHexString()}:${eventId}`,
  leadsTo: '/my',
  words: (said: Said) => {
    const parts = { ...partsOf(said), days: datesOf(said.days ?? []) };
    return parts.days ? say(words().takenOffDays, parts) : say(words().takenOff, parts);
  },
  who: nameBy(async (deps, viewer, part) => {
    const leaderId = await leaderOf(deps, part);
    if (!leaderId || part.personId.toHexString() !== viewer.personId) return null;
    return (await personById(deps, leaderId))?.name || null;
  }),
});

/** To the leader, with who it is. */
const steppedBack = noticeKind({
  ...about,
  kind: 'crew.stepped_back',
  icon: 'back',
  to: ({ booked }: Left) => [booked.leaderId.toHexString()],
  key: ({ part, eventId }: Left) => `crew.stepped_back:${part._id.toHexString()}:${eventId}`,
  leadsTo: '/my/crew',
  words: (said: Said) => {
    const parts = { ...partsOf(said), days: datesOf(said.days ?? []) };
    return parts.days ? say(words().steppedBackDays, parts) : say(words().steppedBack, parts);
  },
  who: nameBy(async (deps, viewer, part) => {
    if (String(await leaderOf(deps, part)) !== viewer.personId) return null;
    return (await personById(deps, part.personId))?.name || null;
  }),
});

export const leftNotices = [takenOff, steppedBack] as const;

/** Who hears that somebody comes no more: they, where their leader did it and they have an account; the leader, where they did. */
export async function toldLeft(
  deps: Deps,
  { eventId, payload }: EventOf<'crew.changed.v1'>,
  { booked, told }: Pick<Left, 'booked' | 'told'>,
) {
  if (!payload.left) return [];
  const { bookingIds, shiftIds } = payload.left;
  const parts = await bookingsByIds(deps, bookingIds);
  const of = (part: BookingRecord): Left => ({
    part,
    booked,
    told,
    days: daysGone(part, shiftIds),
    eventId,
  });
  if (payload.left.by === 'own') return parts.flatMap((part) => steppedBack.drafts(of(part)));
  const persons = byId(
    await personsByIds(
      deps,
      parts.map(({ personId }) => personId),
    ),
  );
  return parts
    .filter(({ personId }) => persons.get(String(personId))?.accountId)
    .flatMap((part) => takenOff.drafts(of(part)));
}
