import type { Deps } from '../../../deps.ts';
import { byId } from '../../../platform/database.ts';
import type { NoticeDraft } from '../../../platform/notices/kind.ts';
import { noticesOn } from '../../../platform/notices/source.ts';
import { gigsWithoutTerms, nextOf, toldOf } from '../../gigs/public.ts';
import { memberPersons, personsByIds } from '../../identity/public.ts';
import { clashesOf } from '../clashes.ts';
import type { BookingRecord } from '../model.ts';
import { activeBookingsOf, bookingsByIds } from '../repository/find.ts';
import { takenDownOf } from '../taken-down.ts';
import { changedOf } from './changes.ts';
import { askForEmployerTexts } from './employer-texts.ts';
import { dropReminders, reminderAfter } from './reminders.ts';
import {
  type BookingEvent,
  endedBy,
  endedDays,
  type Off,
  type Situation,
  timesTold,
  toldToHolder,
} from './situation.ts';
import { asked, clash, left, renamed, taken } from './to-employer.ts';
import { cancelled, changed, confirmed, declined, lapsed } from './to-holder.ts';
import { dropAsks, toldUnanswered } from './unanswered.ts';

/** What the person is told; nothing of what they did themselves. */
async function toldHolder(deps: Deps, of: Situation, actedForSelf: boolean): Promise<NoticeDraft[]> {
  const { state, was, changed: isChanged, ended, extended, ofCrew } = of.event.payload;
  // Whoever acted for themselves in a crew leads it, and is told of all of it.
  if (ofCrew && actedForSelf) return [];
  if (isChanged) return changed.drafts({ ...of, changed: await changedOf(deps, of.booking, of.gig) });
  if (extended) return state === 'confirmed' && !actedForSelf ? confirmed.drafts(of) : [];
  const [gone] = ended ?? [];
  const how = gone ? gone.how : state === was ? null : state;
  if (how === 'barred' || how === 'taken_down' || how === 'cancelled')
    return cancelled.drafts({ ...of, off: await offOf(deps, of) });
  if (how === 'lapsed') return lapsed.drafts(of);
  if (gone) return [];
  if (how === 'declined') return declined.drafts(of);
  return how === 'confirmed' && !(was === null && actedForSelf) ? confirmed.drafts(of) : [];
}

async function offOf(deps: Deps, { event, booking, now }: Situation): Promise<Off> {
  const days = endedDays(event, booking);
  const comes = booking.times.some(({ endsAt }) => endsAt > now);
  const barred = endedBy(event, booking, 'barred');
  if (barred || !endedBy(event, booking, 'taken_down')) return { days, comes, barred, takenDown: null };
  const article = (await takenDownOf(deps, [booking]))(booking)?.article ?? null;
  return { days, comes, barred, takenDown: { article, shown: event.payload.was === 'confirmed' } };
}

/** What the employer is told. */
function toldEmployer(of: Situation): NoticeDraft[] {
  const { state, was, changed: isChanged, ended, renamed: isRenamed, ofCrew } = of.event.payload;
  // Of a crew they are told once, by the crew.
  if (ofCrew) return [];
  if (isChanged) return [];
  if (isRenamed) return renamed.drafts(of);
  const held = was === 'confirmed';
  if (held && endedBy(of.event, of.booking, 'barred')) return left.drafts(of);
  if (ended?.length) return held && ended[0]!.how === 'withdrawn' ? left.drafts(of) : [];
  if (state === was) return [];
  if (state === 'requested') return asked.drafts(of);
  if (state === 'confirmed' && was === null) return taken.drafts(of);
  return held && state === 'withdrawn' ? left.drafts(of) : [];
}

/** Where a new time made somebody's works meet. */
async function toldClashes(deps: Deps, { event, booking, now }: Situation): Promise<NoticeDraft[]> {
  const clashes = clashesOf(booking, await activeBookingsOf(deps, booking.personId), now);
  if (clashes.length === 0) return [];
  const met = clashes.flatMap(({ shift, other, otherShift }) => [
    { booking, shift },
    { booking: other, shift: otherShift },
  ]);
  const once = [...new Map(met.map((one) => [one.booking._id.toHexString(), one])).values()];
  const { gigOf, membersOf } = await lookAround(
    deps,
    once.map((one) => one.booking),
  );
  const drafts: NoticeDraft[] = [];
  for (const { booking: one, shift } of once) {
    const gig = gigOf(one);
    if (!gig || one.state !== 'confirmed') continue;
    const time = { startsAt: new Date(shift.startsAt!), endsAt: new Date(shift.endsAt!) };
    const told = await toldOf(deps, gig, time);
    drafts.push(...clash.drafts({ event, booking: one, gig, told, members: membersOf(one), now }));
  }
  return drafts;
}

/** The gigs of bookings, and who hears of them at their employers'. */
async function lookAround(deps: Deps, bookings: readonly BookingRecord[]) {
  const gigs = byId(
    await gigsWithoutTerms(
      deps,
      bookings.map(({ gigId }) => gigId),
    ),
  );
  const members = await memberPersons(
    deps,
    bookings.map(({ employerId }) => employerId),
  );
  return {
    gigOf: ({ gigId }: BookingRecord) => gigs.get(String(gigId)),
    membersOf: ({ employerId }: BookingRecord) => members.get(String(employerId)) ?? [],
  };
}

/** What came of a booking that has gone on since is told by the later event. */
const isPast = ({ payload }: BookingEvent, booking: BookingRecord) =>
  payload.changed ? !booking.active : booking.state !== payload.state;

async function lookAtBookings(deps: Deps, events: readonly BookingEvent[]) {
  const bookings = byId(
    await bookingsByIds(
      deps,
      events.map(({ payload }) => payload.bookingId),
    ),
  );
  const current = [...bookings.values()];
  const { gigOf, membersOf } = await lookAround(deps, current);
  const persons = await personsByIds(
    deps,
    current.map(({ personId }) => personId),
  );
  const accountOf = new Map(persons.map(({ _id, accountId }) => [String(_id), String(accountId)]));
  return async (event: BookingEvent): Promise<NoticeDraft[]> => {
    const booking = bookings.get(event.payload.bookingId);
    const gig = booking && gigOf(booking);
    if (!gig || isPast(event, booking)) return [];
    const now = deps.clock();
    const next = nextOf(timesTold(event, booking), now);
    const shared = { event, booking, gig, members: membersOf(booking), now };
    const ofHolder = { ...shared, told: await toldToHolder(deps, booking, gig, next) };
    const ofMembers = { ...shared, told: await toldOf(deps, gig, next) };
    if (event.payload.unanswered) return toldUnanswered(deps, ofHolder, ofMembers);
    const actedForSelf = accountOf.get(String(booking.personId)) === String(booking.byAccountId);
    const { ofCrew } = event.payload;
    const holder = await toldHolder(deps, ofHolder, actedForSelf);
    return [
      // Who acts for them is told once of all of theirs.
      ...(ofCrew ? holder.map((draft) => ({ ...draft, ownOnly: true as const })) : holder),
      ...toldEmployer(ofMembers),
      ...(event.payload.changed ? await toldClashes(deps, ofMembers) : []),
      ...(await reminderAfter(deps, ofHolder)),
    ];
  };
}

/** Reminders that are no longer so go, and questions that nobody can answer; employers without an account get a text message of their own. */
async function first(deps: Deps, events: readonly BookingEvent[]): Promise<void> {
  const held = events.filter(({ payload }) => payload.was === 'confirmed');
  if (held.length > 0) {
    const ids = held.map(({ payload }) => payload.bookingId);
    await dropReminders(deps, byId(await bookingsByIds(deps, ids)).values());
  }
  await dropAsks(deps, events);
  await askForEmployerTexts(deps, events);
}

export const bookingNoticesOn = [noticesOn('booking.changed.v1', lookAtBookings, first)];
