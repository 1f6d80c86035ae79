import { DAY_MS, localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import {
  barredWords,
  changedWords,
  employerWords,
  partWords,
  stoppedWords,
  type Told,
  workerWords,
} from '../../messages/notices.ts';
import { takenDownSentence } from '../../messages/taken-down.ts';
import { type BookingRecord, takenDownOf } from '../bookings/public.ts';
import type { GigRecord } from '../gigs/public.ts';
import { memberPersons, personsByIds } from '../identity/public.ts';
import type { BookingEvent, NoticeDraft } from './draft.ts';
import type { Pace } from './model.ts';
import { changedOf, endedBy, endedDays, noticesOfClashes, timesTold } from './of-changes.ts';
import { reminderAfter } from './reminders.ts';
import { bookingsById, endOf, gigsById, nextOf, toldOf, toldToHolder } from './told.ts';

type Around = { booking: BookingRecord; gig: GigRecord; actedForSelf: boolean };

type WorkerKind = keyof typeof workerWords | 'booking.changed';
type EmployerKind = 'booking.asked' | 'booking.taken' | 'booking.left' | 'booking.renamed';

/** What the person is told; nothing of what they did themselves. */
function workerKind({ payload }: BookingEvent, { actedForSelf }: Around): WorkerKind | null {
  const { state, was, changed, ended } = payload;
  if (changed) return 'booking.changed';
  const [gone] = ended ?? [];
  if (gone?.how === 'barred' || gone?.how === 'taken_down') return 'booking.cancelled';
  if (gone) return gone.how === 'cancelled' || gone.how === 'lapsed' ? `booking.${gone.how}` : null;
  if (state === was) return null;
  if (state === 'declined' || state === 'cancelled' || state === 'lapsed') return `booking.${state}`;
  return state === 'confirmed' && !(was === null && actedForSelf) ? 'booking.confirmed' : null;
}

/** What the employer is told: somebody waits for an answer, took a place, or was counted on and won't come. */
function employerKind({ payload }: BookingEvent, barred: boolean): EmployerKind | null {
  const { state, was, changed, ended, renamed } = payload;
  if (changed) return null;
  if (renamed) return 'booking.renamed';
  if (barred && was === 'confirmed') return 'booking.left';
  if (ended?.length) return ended[0]!.how === 'withdrawn' && was === 'confirmed' ? 'booking.left' : null;
  if (state === was) return null;
  if (state === 'requested') return 'booking.asked';
  if (state === 'confirmed' && was === null) return 'booking.taken';
  return state === 'withdrawn' && was === 'confirmed' ? 'booking.left' : null;
}

/** What can't wait goes out as a text message too. A confirmed place for today has no reminder to come. */
function paceFor(kind: WorkerKind | EmployerKind, event: BookingEvent, begins: Date | null, now: Date): Pace {
  const held = event.payload.was === 'confirmed';
  if (kind === 'booking.cancelled' || kind === 'booking.changed') return held ? 'urgent' : 'at_once';
  if (kind === 'booking.confirmed')
    return begins && localDay(begins) === localDay(now) ? 'urgent' : 'at_once';
  const isSoon = begins && begins.getTime() - now.getTime() < DAY_MS;
  if (kind === 'booking.left') return isSoon ? 'urgent' : 'at_once';
  if (kind === 'booking.taken') return isSoon ? 'urgent' : 'digest';
  return 'at_once';
}

/** What came of a booking that has gone on since is told by the later event. */
const isPast = ({ payload }: BookingEvent, booking: BookingRecord) =>
  payload.changed ? !booking.active : booking.state !== payload.state;

/** Each new version is told; of what waits, or was taken off the feed, no more than once, whatever is typed. */
function changeKey({ eventId }: BookingEvent, { booking, gig }: Around): string {
  const waits = gig.state === 'in_review' || gig.state === 'returned';
  const of = `booking.changed:${booking._id.toHexString()}`;
  return waits ? `${of}:${gig.version}:${gig.state}` : `booking.changed:${eventId}`;
}

async function workerSaid(
  deps: Deps,
  event: BookingEvent,
  { booking, gig }: Pick<Around, 'booking' | 'gig'>,
  kind: WorkerKind,
  told: Told,
): Promise<Pick<NoticeDraft, 'title' | 'body'>> {
  if (kind === 'booking.changed') return changedWords(told, await changedOf(deps, booking, gig));
  const days = endedDays(event, booking);
  if (kind === 'booking.cancelled') {
    if (endedBy(event, booking, 'barred')) return barredWords[kind](told);
    if (endedBy(event, booking, 'taken_down')) {
      const article = (await takenDownOf(deps, [booking]))(booking)?.article ?? null;
      const shown = event.payload.was === 'confirmed';
      const { STATION_PHONE } = deps.settings;
      return stoppedWords(told, days, takenDownSentence({ article, shown }, STATION_PHONE));
    }
  }
  const inPart = kind === 'booking.cancelled' || kind === 'booking.lapsed';
  return days && inPart ? partWords[kind](told, days) : workerWords[kind](told);
}

async function draftsOf(
  deps: Deps,
  event: BookingEvent,
  around: Around,
  members: readonly string[],
): Promise<NoticeDraft[]> {
  const { booking, gig } = around;
  const now = deps.clock();
  const next = nextOf(timesTold(event, booking), now);
  const told = await toldOf(deps, gig, next);
  const shared = {
    gigId: gig._id.toHexString(),
    bookingId: booking._id.toHexString(),
    begins: next?.startsAt,
  };
  const drafts: NoticeDraft[] = [];
  const days = endedDays(event, booking);
  const barred = endedBy(event, booking, 'barred');
  const keyOf = (kind: string) =>
    kind === 'booking.changed'
      ? changeKey(event, around)
      : days || kind === 'booking.renamed'
        ? `${kind}:${event.eventId}`
        : `${kind}:${shared.bookingId}`;
  const toWorker = workerKind(event, around);
  if (toWorker) {
    const told = await toldToHolder(deps, booking, gig, next);
    const words = await workerSaid(deps, event, { booking, gig }, toWorker, told);
    drafts.push({
      ...shared,
      ...words,
      personId: booking.personId.toHexString(),
      key: keyOf(toWorker),
      kind: toWorker,
      href: '/my',
      pace: paceFor(toWorker, event, next?.startsAt ?? null, now),
      notAfter: endOf(timesTold(event, booking)),
    });
  }
  const toEmployer = employerKind(event, barred);
  if (toEmployer) {
    const comesAgain = booking.times.some(({ startsAt }) => startsAt > now);
    const draft = {
      ...shared,
      ...(barred && toEmployer === 'booking.left'
        ? barredWords[toEmployer](told)
        : days && toEmployer === 'booking.left'
          ? partWords[toEmployer](told, days, comesAgain)
          : employerWords[toEmployer](told)),
      key: keyOf(toEmployer),
      kind: toEmployer,
      href: `/employer/gigs/${shared.gigId}`,
      pace: paceFor(toEmployer, event, next?.startsAt ?? null, now),
      notAfter:
        toEmployer === 'booking.asked' ? (gig.validUntil ?? undefined) : endOf(timesTold(event, booking)),
    } as const;
    drafts.push(...members.map((personId) => ({ ...draft, personId })));
  }
  if (event.payload.changed) drafts.push(...(await noticesOfClashes(deps, event, booking)));
  return [...drafts, ...(await reminderAfter(deps, event, booking, gig))];
}

/** Notices for what happened to bookings, as they are now. */
export async function noticesOfBookings(deps: Deps, events: readonly BookingEvent[]): Promise<NoticeDraft[]> {
  if (events.length === 0) return [];
  const bookings = await bookingsById(
    deps,
    events.map(({ payload }) => payload.bookingId),
  );
  const current = [...bookings.values()];
  const gigs = await gigsById(
    deps,
    current.map(({ gigId }) => gigId),
  );
  const members = await memberPersons(
    deps,
    current.map(({ employerId }) => employerId),
  );
  const persons = await personsByIds(
    deps,
    current.map(({ personId }) => personId),
  );
  const accountOf = new Map(persons.map(({ _id, accountId }) => [String(_id), String(accountId)]));
  const drafts: NoticeDraft[] = [];
  for (const event of events) {
    const booking = bookings.get(event.payload.bookingId);
    const gig = booking && gigs.get(String(booking.gigId));
    if (!gig || isPast(event, booking)) continue;
    const actedForSelf = accountOf.get(String(booking.personId)) === String(booking.byAccountId);
    const toMembers = members.get(String(booking.employerId)) ?? [];
    drafts.push(...(await draftsOf(deps, event, { booking, gig, actedForSelf }, toMembers)));
  }
  return drafts;
}
