import { gigState } from '@linggong/rules/gig-state.ts';
import { DAY_MS, HOUR_MS, localDay, localMoment } from '@linggong/rules/time.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { matchOf } from '../modules/alerts/public.ts';
import type { BookingRecord } from '../modules/bookings/public.ts';
import type { EmployerRecord } from '../modules/employers/public.ts';
import {
  type DecisionRecord,
  datedShifts,
  type GigRecord,
  nextOf,
  toCard,
  toldOf,
} from '../modules/gigs/public.ts';
import type { NoticeRecord } from '../modules/notices/public.ts';
import { regionById } from '../modules/regions/public.ts';
import { demoId } from './ids.ts';

type Source = {
  /** The persons one can be, as workers, and as members of employers by the employer's id. */
  workers: readonly Types.ObjectId[];
  members: ReadonlyMap<string, Types.ObjectId>;
  employers: readonly EmployerRecord[];
  gigs: readonly GigRecord[];
  bookings: readonly BookingRecord[];
  decisions: readonly Omit<DecisionRecord, '_id'>[];
  now: Date;
};
type Draft = Pick<NoticeRecord, 'personId' | 'key' | 'kind' | 'said' | 'href' | 'at'> & {
  gig: GigRecord;
  booking?: BookingRecord;
};

/** What is older was seen. */
const UNREAD_HOURS = 20;
const MATCHES = 3;
const ASKED = 3;

/** What was said is said: nothing goes out for the demo's past. */
const record = ({ gig, booking, ...draft }: Draft, now: Date): NoticeRecord => ({
  ...draft,
  _id: demoId('notice', `${draft.personId.toHexString()}:${draft.key}`),
  gigId: gig._id,
  bookingId: booking?._id ?? null,
  pace: 'at_once',
  begins: null,
  notAfter: null,
  readAt: now.getTime() - draft.at.getTime() > UNREAD_HOURS * HOUR_MS ? draft.at : null,
  via: [],
});

const DECIDED = { approve: 'gig.published', return: 'gig.returned', refuse: 'gig.refused' } as const;

/** The notices that the demo people would have by now, had they been there: from what the demo's records say. */
export async function noticeRecords(deps: Deps, source: Source): Promise<NoticeRecord[]> {
  const { workers, members, gigs, bookings, decisions, now } = source;
  const gigById = new Map(gigs.map((gig) => [gig._id.toHexString(), gig]));
  const employerById = new Map(source.employers.map((employer) => [employer._id.toHexString(), employer]));
  const told = (gig: GigRecord) => toldOf(deps, gig, nextOf(datedShifts(gig), now));
  const drafts: Draft[] = [];

  for (const booking of bookings) {
    const gig = gigById.get(booking.gigId.toHexString())!;
    if (booking.state !== 'confirmed' || !workers.some((id) => id.equals(booking.personId))) continue;
    const shared = { personId: booking.personId, href: '/my', gig, booking };
    const chosen = 'booking.confirmed';
    if (gig.posting.bookingMode === 'choose') {
      const key = `${chosen}:${booking._id.toHexString()}`;
      drafts.push({
        ...shared,
        said: await told(gig),
        key,
        kind: chosen,
        at: booking.updatedAt,
      });
    }
    const [time] = booking.times;
    const evening = time && localMoment(localDay(new Date(time.startsAt.getTime() - DAY_MS)), 18 * 60);
    if (evening && evening <= now) {
      const kind = 'shift.tomorrow';
      const key = `${kind}:${booking._id.toHexString()}:${time.startsAt.getTime()}`;
      drafts.push({ ...shared, said: await toldOf(deps, gig, time), key, kind, at: evening });
    }
  }
  for (const [employerId, personId] of members) {
    const own = gigs.filter((gig) => gig.employerId.toHexString() === employerId);
    const asked = bookings.filter(
      ({ state, gigId }) => state === 'requested' && own.some(({ _id }) => _id.equals(gigId)),
    );
    for (const booking of asked.slice(0, ASKED)) {
      const gig = gigById.get(booking.gigId.toHexString())!;
      const kind = 'booking.asked';
      const href = `/employer/gigs/${gig._id.toHexString()}`;
      const key = `${kind}:${booking._id.toHexString()}`;
      const shared = { personId, key, kind, href, at: booking.updatedAt } as const;
      drafts.push({ ...shared, said: await told(gig), gig, booking });
    }
    for (const { gigId, by, decision, at } of decisions) {
      const gig = own.find(({ _id }) => _id.equals(gigId));
      if (!gig || by === 'auto') continue;
      const kind = DECIDED[decision];
      const href = `/employer/gigs/${gig._id.toHexString()}`;
      const shared = { personId, key: `${kind}:${gig._id.toHexString()}`, kind, href, at } as const;
      drafts.push({ ...shared, said: await told(gig), gig });
    }
  }
  const fresh = gigs
    .filter((gig) => gigState(gig, now) === 'published' && gig.source === null)
    .sort((a, b) => b.publishedAt!.getTime() - a.publishedAt!.getTime());
  for (const personId of workers) {
    for (const gig of fresh.slice(0, MATCHES)) {
      const employer = employerById.get(gig.employerId.toHexString());
      const region = await regionById(deps, gig.regionPath.at(-1)!);
      if (!employer) continue;
      const said = matchOf(toCard(gig, employer, region, now), region, now);
      const key = `gig.match:${gig._id.toHexString()}`;
      const href = `/gigs/${gig.number}`;
      drafts.push({ personId, key, kind: 'gig.match', href, at: gig.publishedAt!, said, gig });
    }
  }
  return drafts.map((draft) => record(draft, now));
}
