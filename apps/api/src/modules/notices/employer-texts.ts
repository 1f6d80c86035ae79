import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { noticeText, phoneWords } from '../../messages/notices.ts';
import { sayTimes } from '../../messages/when.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { employersByIds, reachOfEmployer } from '../employers/public.ts';
import type { BookingEvent } from './draft.ts';
import { DEFAULT_SETTINGS, isLastCall, outOfQuiet, TEXTS_PER_DAY } from './policy.ts';
import { takeText } from './send.ts';
import { bookingsById, gigsById, nextOf, toldOf } from './told.ts';

const KIND = 'notices.employer_sms';
const zData = z.object({ bookingId: z.string(), state: z.enum(['confirmed', 'withdrawn']) });
type Data = z.output<typeof zData>;

/** Somebody is coming, or somebody who was to come is not. */
function toldBy({ payload }: BookingEvent): Data | null {
  const { bookingId, state, was, changed, renamed } = payload;
  if (changed || renamed) return null;
  if (state === 'confirmed') return { bookingId, state };
  return state === 'withdrawn' && was === 'confirmed' ? { bookingId, state } : null;
}

/** Asks for text messages to employers that have a phone and no account; nobody else on that side hears of a booking. */
export async function askForEmployerTexts(deps: Deps, events: readonly BookingEvent[]): Promise<void> {
  const wanted = events.flatMap((event) => toldBy(event) ?? []);
  if (wanted.length === 0) return;
  const bookings = await bookingsById(
    deps,
    wanted.map(({ bookingId }) => bookingId),
  );
  const employers = await employersByIds(
    deps,
    [...bookings.values()].map(({ employerId }) => employerId),
  );
  const now = deps.clock();
  const jobs = wanted.flatMap((data) => {
    const booking = bookings.get(data.bookingId);
    const employer = employers.get(String(booking?.employerId));
    if (!booking || !employer || reachOfEmployer(employer, 'instant') !== 'phone') return [];
    const begins = nextOf(booking.times, now)?.startsAt ?? null;
    const at = outOfQuiet(DEFAULT_SETTINGS, now, begins);
    return { kind: KIND, key: `${data.bookingId}:${data.state}`, data, at };
  });
  await deps.jobs.enqueue(jobs);
}

/** Names nobody: the worker calls. What is no longer so is not said. */
async function sendEmployerText(deps: Deps, { bookingId, state }: Data): Promise<undefined> {
  const booking = (await bookingsById(deps, [bookingId])).get(bookingId);
  const gig = booking && (await gigsById(deps, [booking.gigId])).get(String(booking.gigId));
  const employer =
    booking && (await employersByIds(deps, [booking.employerId])).get(String(booking.employerId));
  if (!gig || booking.state !== state || !employer?.contactPhone) return;
  const id = `${bookingId}:${state}`;
  const next = nextOf(booking.times, deps.clock());
  const kind = state === 'withdrawn' ? 'booking.left' : 'booking.taken';
  const isLast = isLastCall({ kind, begins: next?.startsAt ?? null }, deps.clock());
  const toId = employer._id.toHexString();
  const taken = await takeText(deps, { messageId: id, toId, most: TEXTS_PER_DAY, isLast });
  if (!taken) {
    deps.log.warn(
      { employerId: employer._id, bookingId },
      'text message not sent: this employer had enough today',
    );
    return;
  }
  const { title, body } = phoneWords[state](await toldOf(deps, gig, next));
  const text = noticeText({ title: sayTimes(title), body: sayTimes(body) }, taken.full);
  await deps.sms.send({ id, to: employer.contactPhone, text });
}

export const employerTextJob = (deps: Deps): JobSpec => ({
  kind: KIND,
  run: (data) => sendEmployerText(deps, zData.parse(data)),
});
