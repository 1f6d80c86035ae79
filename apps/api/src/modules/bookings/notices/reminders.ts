import { DAY_MS, localDay, localMoment } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { byId } from '../../../platform/database.ts';
import type { JobSpec } from '../../../platform/jobs/worker.ts';
import type { NoticeDraft } from '../../../platform/notices/kind.ts';
import { type GigRead, gigsWithoutTerms } from '../../gigs/public.ts';
import type { BookingRecord } from '../model.ts';
import { confirmedThatBegin } from '../repository/due.ts';
import { type Situation, toldToHolder } from './situation.ts';
import { tomorrow } from './to-holder.ts';

/** People are told of tomorrow's work at 18:00: in time for the shop, the bus, or to say that they can't. */
const REMIND_AT_MINUTES = 18 * 60;
const BATCH = 500;

const remindsAt = (now: Date) => localMoment(localDay(now), REMIND_AT_MINUTES);

/** The work of which one is reminded: of the day after `since`, and not begun. */
type Due = { since: Date; from: Date; to: Date };

/** Tomorrow's work from 18:00 on; until then today's, for whom the evening before was missed. */
function dueAt(now: Date): Due {
  const today = remindsAt(now);
  const since = today <= now ? today : remindsAt(new Date(now.getTime() - DAY_MS));
  const day = localMoment(localDay(new Date(since.getTime() + DAY_MS)), 0);
  return { since, from: day > now ? day : now, to: new Date(day.getTime() + DAY_MS) };
}

/** The reminder of a confirmed booking's first shift of that day. */
async function reminderOf(
  deps: Deps,
  booking: BookingRecord,
  gig: GigRead,
  { from, to }: Due,
): Promise<NoticeDraft[]> {
  const [time] = booking.times
    .filter(({ startsAt }) => startsAt >= from && startsAt < to)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  if (!time || booking.state !== 'confirmed') return [];
  return tomorrow.drafts({ booking, gig, told: await toldToHolder(deps, booking, gig, time) });
}

/**
 * The reminder that what happened to a booking calls for after 18:00: it was confirmed by then, or its time changed.
 * Who takes the work themselves in the evening knows.
 */
export async function reminderAfter(
  deps: Deps,
  { event: { payload }, booking, gig, now }: Situation,
): Promise<NoticeDraft[]> {
  if (now < remindsAt(now) || (payload.was === null && !payload.changed)) return [];
  return reminderOf(deps, booking, gig, dueAt(now));
}

/** Takes reminders out of the inbox that are no longer so: another time, or no work at all. */
export async function dropReminders(deps: Deps, bookings: Iterable<BookingRecord>): Promise<void> {
  for (const { _id: bookingId, personId, state, times } of bookings) {
    const right = state === 'confirmed' ? times.map(({ startsAt }) => startsAt) : [];
    await deps.hooks.bookings.takeBackNotices({ personId, kind: tomorrow.kind, bookingId }, right);
  }
}

/** Reminds everybody who is confirmed. Whoever took it since 18:00 is passed over, also when this runs late. */
async function remindAll(deps: Deps): Promise<void> {
  const due = dueAt(deps.clock());
  let after = new Types.ObjectId('000000000000000000000000');
  for (;;) {
    const bookings = await confirmedThatBegin(
      deps,
      { from: due.from, to: due.to, madeBefore: due.since },
      { after, most: BATCH },
    );
    const gigs = byId(
      await gigsWithoutTerms(
        deps,
        bookings.map(({ gigId }) => gigId),
      ),
    );
    const drafts: NoticeDraft[] = [];
    for (const booking of bookings) {
      const gig = gigs.get(String(booking.gigId));
      if (gig) drafts.push(...(await reminderOf(deps, booking, gig, due)));
    }
    await deps.hooks.bookings.addNotices(drafts);
    const last = bookings.at(-1);
    if (!last || bookings.length < BATCH) return;
    after = last._id;
  }
}

/** Every evening at 18:00; what was missed then, as soon as somebody is there to do it. */
export const reminderJob = (deps: Deps): JobSpec => ({
  // Its name is written in databases: it was first a job of the notices.
  kind: 'notices.tomorrow',
  async run() {
    await remindAll(deps);
    return undefined;
  },
  recurring(now) {
    const today = remindsAt(now);
    return today > now ? today : new Date(today.getTime() + DAY_MS);
  },
});
