import type { Collection, Db, Document, Filter, ObjectId, WithId } from 'mongodb';
import type { DemoSession } from './api.ts';
import type { FeedPage } from './feed-page.ts';

/** An event and a gig as they lie in the database. */
export type StoredEvent = {
  _id: number;
  eventId: string;
  type: string;
  audience: string[];
  payload: unknown;
};
type GigRecord = { _id: ObjectId; state: string; shifts: { _id: ObjectId; open: number | null }[] };

/** In order, and in one batch: not every server keeps a cursor for as long as its others take. */
export const everything = <T extends Document>(
  from: Collection<T>,
  filter: Filter<T> = {},
): Promise<WithId<T>[]> => from.find(filter, { sort: { _id: 1 }, batchSize: 100_000 }).toArray();

type Shown = { id: string; seq: number };

/**
 * What was shown, beside what the log says should have been, up to `end`: what is told of the last things comes after
 * the log was read.
 */
export function compareEvents(all: readonly Shown[], should: readonly StoredEvent[], end: number) {
  const shown = all.filter(({ seq }) => seq <= end);
  const ids = shown.map(({ id }) => id);
  const got = new Set(ids);
  const allowed = new Set(should.map(({ eventId }) => eventId));
  return {
    lost: should.filter(({ eventId }) => !got.has(eventId)).length,
    misdirected: [...got].filter((id) => !allowed.has(id)).length,
    doubled: ids.length - got.size,
    disordered: shown.filter(({ seq }, i) => i > 0 && seq < shown[i - 1]!.seq).length,
  };
}

/** The rooms that a viewer belongs to, worked out here from the roles that the API names. */
export function roomsOf(session: DemoSession | null): Set<string> {
  const rooms = new Set(['public']);
  if (!session) return rooms;
  const me = session.me as unknown as {
    person: { id: string };
    roles: { role: string; employerId?: string; regionId?: string }[];
  };
  rooms.add(`person:${me.person.id}`);
  for (const { role, employerId, regionId } of me.roles) {
    if (role === 'employer') rooms.add(`employer:${employerId}`);
    if (role === 'operator') rooms.add(`desk:${regionId}`);
  }
  return rooms;
}

type Published = { gig: { id: string; dayPayFen: number | null } };
const wanted = ({ payMin }: Pick<FeedPage, 'payMin'>, { type, payload }: StoredEvent) =>
  type !== 'gig.published.v1' || payMin === null || ((payload as Published).gig.dayPayFen ?? 0) >= payMin;

/** Waits until every page has reached the end of the log, then compares events and tickets with the database. */
export async function compare(db: Db, pages: readonly FeedPage[]) {
  const stored = db.collection<StoredEvent>('events');
  const events = await everything(stored);
  const end = events.at(-1)?._id ?? 0;
  const gigs = new Map(
    (await everything(db.collection<GigRecord>('gigs'))).map((gig) => [gig._id.toString(), gig]),
  );
  const sums = { lost: 0, doubled: 0, disordered: 0, misdirected: 0, wrongTickets: 0 };
  let unreached = 0;
  let reloads = 0;
  for (const page of pages) {
    if (!(await page.reaches(end))) unreached += 1;
    reloads += page.reloads();
    const rooms = roomsOf(page.session);
    const should = events.filter(
      (event) =>
        event._id > page.from && event.audience.some((room) => rooms.has(room)) && wanted(page, event),
    );
    const { lost, doubled, disordered, misdirected } = compareEvents(page.shown, should, end);
    sums.lost += lost;
    sums.doubled += doubled;
    sums.disordered += disordered;
    sums.misdirected += misdirected;
    sums.wrongTickets += wrongTickets(page, should, gigs);
  }
  return { events: events.length, ...sums, unreached, reloads };
}

/** How many tickets are not as the database has them; those that wait are the newly published that are still public. */
function wrongTickets(page: FeedPage, should: readonly StoredEvent[], gigs: Map<string, GigRecord>): number {
  const tickets = page.tickets();
  const ids = tickets.map(({ id }) => id);
  let wrong = ids.length - new Set(ids).size;
  for (const { id, state, shifts } of tickets) {
    const gig = gigs.get(id);
    const open = new Map(gig?.shifts.map((shift) => [shift._id.toString(), shift.open]));
    const isPublic = state === 'published' || state === 'full';
    const same = isPublic === (gig?.state === 'published') && shifts.every((s) => s.open === open.get(s.id));
    // What a closed ticket says of places is not shown.
    if (!gig || (isPublic ? !same : gig.state === 'published')) wrong += 1;
  }
  const published = new Set(
    should.flatMap(({ type, payload }) =>
      type === 'gig.published.v1' ? [(payload as Published).gig.id] : [],
    ),
  );
  const onPage = new Set(ids);
  for (const id of published) if (gigs.get(id)?.state === 'published' && !onPage.has(id)) wrong += 1;
  return wrong;
}
