import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { termsOf } from '../modules/gigs/matchable.ts';
import { type GigRecord, toCard } from '../modules/gigs/public.ts';
import { regionById } from '../modules/regions/public.ts';
import { definitionOf } from '../platform/document-schema.ts';
import { parseSettings } from '../platform/settings.ts';
import { start } from '../start.ts';
import { DEMO_PEOPLE } from './people.ts';
import { seedDemo } from './seed.ts';

let server: Awaited<ReturnType<typeof start>>;
let database: Awaited<ReturnType<typeof startEmbeddedMongo>>;
let gigs: GigRecord[];

beforeAll(async () => {
  database = await startEmbeddedMongo();
  server = await start({
    settings: parseSettings({ PORT: '0', DEMO: '1' }),
    mongodbUrl: database.url,
    secret: 'a secret of the demo test, long enough',
    log: pino({ level: 'silent' }),
    sms: { send: async () => undefined },
    prepare: seedDemo,
  });
  gigs = await server.deps.models.gigs.find().lean();
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

test('all is there once, also after a second and a third start at once', async () => {
  const counts = () =>
    Promise.all(
      Object.values(server.deps.models).map((model) =>
        (model as { countDocuments(): Promise<number> }).countDocuments(),
      ),
    );
  const before = await counts();
  await Promise.all([seedDemo(server.deps), seedDemo(server.deps)]);
  expect(await counts()).toEqual(before);
  const { employers, persons, memberships } = server.deps.models;
  expect(await employers.countDocuments()).toBe(40);
  expect(await persons.countDocuments()).toBe(309);
  expect(await memberships.countDocuments()).toBe(7);
});

test('every document is as its collection is defined', async () => {
  const undefinedOnes: string[] = [];
  const fitting = new Set<string>();
  const unfitting: string[] = [];
  for (const model of Object.values(server.deps.connection.models)) {
    const definition = definitionOf(model.schema);
    if (!definition) undefinedOnes.push(model.modelName);
    else
      for (const document of await model.find().lean()) {
        const { error } = definition.safeParse(document);
        if (error) unfitting.push(`${model.modelName} ${document._id}: ${error.message}`);
        else fitting.add(model.modelName);
      }
  }
  expect(unfitting).toEqual([]);
  expect(undefinedOnes).toEqual([
    // The sign-in library's own.
    'Account',
    'Session',
    'Notice',
  ]);
  expect([...fitting]).toEqual(
    expect.arrayContaining([
      'Region',
      'Person',
      'Employer',
      'Gig',
      'Decision',
      'Booking',
      'Report',
      'Showing',
    ]),
  );
});

test('there are gigs in every state that people meet', () => {
  const now = new Date();
  const states = Map.groupBy(gigs, (gig) => gigState(gig, now));
  for (const [state, least] of Object.entries({
    published: 70,
    full: 3,
    in_review: 8,
    returned: 3,
    refused: 2,
    draft: 3,
    expired: 2,
  }))
    expect(states.get(state as never)?.length ?? 0, state).toBeGreaterThanOrEqual(least);
  expect(new Set(gigs.map((gig) => gig.number)).size).toBe(gigs.length);
});

test('what is public has no flag, what waits has a clock, what was decided says why', async () => {
  const { decisions } = server.deps.models;
  for (const gig of gigs) {
    const made = await decisions.find({ gigId: gig._id }).lean();
    if (gig.state === 'published') {
      expect(gig.flags, gig.posting.title).toEqual([]);
      expect(gig.publishedAt!.getTime()).toBeLessThan(Date.now());
      expect(made.map((d) => d.decision)).toEqual(['approve']);
    }
    if (gig.state === 'in_review') expect(gig.dueAt!.getTime()).toBeGreaterThan(gig.submittedAt!.getTime());
    if (gig.state === 'returned' || gig.state === 'refused')
      expect(made[0]?.reason?.length).toBeGreaterThan(10);
    // The rules keep such a posting from being handed in, unless it was forwarded.
    const blocked = gig.flags.some((flag) => flag.level === 'block');
    if (blocked && gig.state !== 'draft') expect(gig.source, gig.posting.title).not.toBeNull();
  }
  const rules = new Set(
    gigs.filter((g) => g.state === 'in_review').flatMap((g) => g.flags.map((f) => f.rule)),
  );
  for (const rule of ['discrimination.sex', 'fees.deposit', 'pay.below_minimum', 'missing.pay'])
    expect([...rules]).toContain(rule);
});

test('places left are headcount less confirmed bookings, and nobody is in two places at once', async () => {
  const bookings = await server.deps.models.bookings.find().lean();
  const confirmed = new Map<string, number>();
  for (const { shiftIds } of bookings.filter((b) => b.state === 'confirmed'))
    for (const id of shiftIds) confirmed.set(String(id), (confirmed.get(String(id)) ?? 0) + 1);
  for (const shift of gigs.flatMap((gig) => gig.shifts)) {
    expect(shift.open).toBe(
      shift.headcount === null ? null : shift.headcount - (confirmed.get(String(shift._id)) ?? 0),
    );
    expect(shift.open ?? 0).toBeGreaterThanOrEqual(0);
  }
  for (const held of Map.groupBy(bookings, (b) => String(b.personId)).values()) {
    const times = held.flatMap((b) => b.times).sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    for (const [i, time] of times.slice(1).entries()) expect(time.startsAt >= times[i]!.endsAt).toBe(true);
    expect(new Set(held.map((b) => String(b.gigId))).size).toBe(held.length);
  }
});

test('there is something in the inboxes, read and unread, and nothing goes out for it', async () => {
  const { notices, persons } = server.deps.models;
  const kindsOf = async (key: string) => {
    const { phone } = DEMO_PEOPLE.find((person) => person.key === key)!;
    const { _id } = await persons.findOne({ phone }).lean().orFail();
    return (await notices.find({ personId: _id }).lean()).map(({ kind }) => kind);
  };
  expect(await kindsOf('worker-tashi')).toEqual(expect.arrayContaining(['gig.match', 'shift.tomorrow']));
  expect(await kindsOf('worker-yangjin')).toEqual(['gig.match', 'gig.match', 'gig.match']);
  expect(await kindsOf('employer-tea')).toContain('gig.returned');
  expect((await kindsOf('employer-ruyi')).length).toBeGreaterThan(0);
  expect(await notices.countDocuments({ readAt: null })).toBeGreaterThan(3);
  expect(await notices.countDocuments({ via: { $ne: [] } })).toBe(0);
  const all = await notices.find().lean();
  for (const notice of all) {
    const { title, body } = server.deps.notices.words(notice);
    const { at } = notice;
    expect(title + body).not.toMatch(/1[3-9]\d{9}|undefined|null|NaN|\{/);
    expect(at.getTime()).toBeLessThanOrEqual(Date.now());
  }
});

test('what the feed searches by is what the posting path would have stored', async () => {
  const { employers } = server.deps.models;
  for (const gig of gigs.filter((g) => g.state === 'published').slice(0, 20)) {
    const employer = await employers.findById(gig.employerId).lean().orFail();
    const region = await regionById(server.deps, gig.regionPath.at(-1)!);
    expect(gig.terms).toEqual(termsOf(toCard(gig, employer, region, new Date())));
    expect(gig.posting.shifts.map((s) => s.id)).toEqual(gig.shifts.map((s) => String(s._id)));
    expect(gig.deskPath.length).toBeGreaterThan(1);
  }
});

test.each(DEMO_PEOPLE.map(({ key }) => key))('%s signs in with one tap', async (key) => {
  const answer = await fetch(`${server.url}/api/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ key }),
  });
  expect(answer.status).toBe(200);
  const me = (await answer.json()) as { name: string; roles: { role: string; office?: string }[] };
  const person = DEMO_PEOPLE.find((p) => p.key === key)!;
  expect(me.name).toBe(person.name);
  expect(me.roles.map((role) => role.role)).toEqual(
    person.desk ? ['operator'] : person.employer ? ['employer'] : person.broker ? ['broker'] : [],
  );
  if (person.office) expect(me.roles[0]!.office).toBe(person.office);
});

test('each page of people without phones has something to show', async () => {
  const { grants, proxyAlarms, rolls, rollRows, crewBookings, bookings } = server.deps.models;
  const relations = await grants.distinct('relation', { open: true });
  expect(relations.sort()).toEqual(['broker', 'family', 'organiser']);
  expect(await proxyAlarms.countDocuments({ aside: null })).toBe(1);
  expect(await rolls.countDocuments({ state: 'preview' })).toBe(1);
  const outcomes = await rollRows.distinct('outcome');
  expect(outcomes.sort()).toEqual(['changed', 'doubtful', 'left_out', 'new', 'same']);
  expect(await rollRows.countDocuments({ 'marks.0': { $exists: true } })).toBeGreaterThan(1);
  const [crew, ...more] = await crewBookings.find().lean();
  expect(more).toEqual([]);
  const parts = await bookings.find({ crewBookingId: crew!._id }).lean();
  expect(parts).toHaveLength(crew!.people);
  expect(new Set(parts.flatMap(({ shiftIds }) => shiftIds.map(String))).size).toBe(2);
});
