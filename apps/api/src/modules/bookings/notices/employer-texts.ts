import * as z from 'zod';
import type { Deps } from '../../../deps.ts';
import { byId } from '../../../platform/database.ts';
import type { JobSpec } from '../../../platform/jobs/worker.ts';
import { say } from '../../../words/say.ts';
import { wordsOf } from '../../../words/words.ts';
import { employersByIds, reachOfEmployer } from '../../employers/public.ts';
import { gigsWithoutTerms, nextOf, partsOf, toldOf } from '../../gigs/public.ts';
import { bookingsByIds, bookingsOfCrews } from '../repository/find.ts';
import type { BookingEvent } from './situation.ts';

/** Written in databases. */
const KIND = 'notices.employer_sms';
const zData = z.object({ bookingId: z.string(), state: z.enum(['confirmed', 'withdrawn']) });
type Data = z.output<typeof zData>;

/** Somebody is coming, or somebody who was to come is not. */
function toldBy({ payload }: BookingEvent): Data | null {
  const { bookingId, state, was, changed, renamed, unanswered, extended } = payload;
  if (changed || renamed || unanswered || extended) return null;
  if (state === 'confirmed') return { bookingId, state };
  return state === 'withdrawn' && was === 'confirmed' ? { bookingId, state } : null;
}

/** Asks for text messages to employers that have a phone and no account; nobody else on that side hears of a booking. */
export async function askForEmployerTexts(deps: Deps, events: readonly BookingEvent[]): Promise<void> {
  const wanted = events.flatMap((event) => toldBy(event) ?? []);
  if (wanted.length === 0) return;
  const bookings = byId(
    await bookingsByIds(
      deps,
      wanted.map(({ bookingId }) => bookingId),
    ),
  );
  const employers = await employersByIds(
    deps,
    [...bookings.values()].map(({ employerId }) => employerId),
  );
  const now = deps.clock();
  const ofCrews = new Set<string>();
  const jobs = wanted.flatMap((data) => {
    const booking = bookings.get(data.bookingId);
    const employer = employers.get(String(booking?.employerId));
    if (!booking || !employer || reachOfEmployer(employer, 'instant') !== 'phone') return [];
    const begins = nextOf(booking.times, now)?.startsAt ?? null;
    const at = deps.hooks.bookings.textsFrom(begins);
    // Of a crew one text, whatever its size.
    const crew = booking.crewBookingId && `${String(booking.crewBookingId)}:${data.state}`;
    if (crew && ofCrews.has(crew)) return [];
    if (crew) ofCrews.add(crew);
    return { kind: KIND, key: crew ?? `${data.bookingId}:${data.state}`, data, at };
  });
  await deps.jobs.enqueue(jobs);
}

/** Names nobody: the worker calls. What is no longer so is not said. */
async function sendEmployerText(deps: Deps, { bookingId, state }: Data): Promise<undefined> {
  const [booking] = await bookingsByIds(deps, [bookingId]);
  const [gig] = booking ? await gigsWithoutTerms(deps, [booking.gigId]) : [];
  const employer =
    booking && (await employersByIds(deps, [booking.employerId])).get(String(booking.employerId));
  if (!gig || booking?.state !== state || !employer?.contactPhone) return;
  const next = nextOf(booking.times, deps.clock());
  const of = booking.crewBookingId ? await bookingsOfCrews(deps, [booking.crewBookingId]) : [];
  const people = of.filter((part) => part.state === state).length;
  const { phone } = wordsOf('bookings').notices;
  const words = people > 1 ? phone.crew[state] : phone[state];
  await deps.hooks.bookings.textPhone({
    id: `${String(booking.crewBookingId ?? bookingId)}:${state}`,
    toId: employer._id.toHexString(),
    phone: employer.contactPhone,
    words: say(words, { ...partsOf(await toldOf(deps, gig, next)), people }),
    // That nobody comes is more than that somebody does.
    callsOff: state === 'withdrawn' ? (next?.startsAt ?? null) : null,
  });
}

export const employerTextJob = (deps: Deps): JobSpec => ({
  kind: KIND,
  run: (data) => sendEmployerText(deps, zData.parse(data)),
});
