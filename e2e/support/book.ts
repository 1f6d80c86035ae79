import { call, type DemoSession } from './api.ts';
import { cleanPosting } from './posting.ts';
import { publishGig } from './publish.ts';

const DAY = 86_400_000;

export type Gig = Awaited<ReturnType<typeof publishGig>>;

/** Publishes a gig on some days in a row, the first of them `from` days later than tomorrow. */
export async function gigFrom(url: string, from: number, days: number, change: object = {}): Promise<Gig> {
  const { shifts, validUntil } = await cleanPosting(url);
  const later = (moment: string, by: number) => new Date(Date.parse(moment) + by * DAY).toISOString();
  const [{ startsAt, endsAt, headcount }] = shifts as [(typeof shifts)[number]];
  return publishGig(url, {
    shifts: Array.from({ length: days }, (_, at) => ({
      startsAt: later(startsAt, from + at),
      endsAt: later(endsAt, from + at),
      headcount,
    })),
    validUntil: later(validUntil, from + days),
    ...change,
  });
}

/** A worker takes, or asks for, all shifts of a gig; gives the booking's id. */
export async function book(url: string, worker: DemoSession, gig: Gig): Promise<string> {
  const { body } = await call(url, worker, 'GET', `/gigs/${gig.number}`);
  const { version, shifts } = body as { version: number; shifts: { id: string }[] };
  const taken = { version, shiftIds: shifts.map(({ id }) => id) };
  const answer = await call(url, worker, 'POST', `/gigs/${gig.id}/bookings`, taken, {
    'idempotency-key': crypto.randomUUID(),
  });
  if (answer.status !== 201) throw new Error(`Not taken: ${answer.status} ${JSON.stringify(answer.body)}`);
  return String(answer.body.id);
}
