import type { OperatorGrant } from '@linggong/contracts/account.ts';
import type { Alert } from '@linggong/contracts/alert.ts';
import type { GigBooking, MyBooking } from '@linggong/contracts/booking.ts';
import type { Crew, CrewBooking } from '@linggong/contracts/crew.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { ImportPreview } from '@linggong/contracts/import.ts';
import type { Registered } from '@linggong/contracts/people.ts';
import { PROBLEMS, type ProblemCode } from '@linggong/contracts/problem.ts';
import type { Broker, Grant } from '@linggong/contracts/proxy.ts';
import type { Reports } from '@linggong/contracts/report.ts';
import { type Action, type Asker, AUTHORITY, type Target, whyMayNot } from '@linggong/rules/authority.ts';
import {
  makeAdmin,
  makeEmployer,
  makeOperator,
  makeWorker,
  nextPhone,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importForm } from './modules/imports/fixtures/desk.ts';

/** For everybody, signed in or not. */
const PUBLIC = [
  'get /gigs',
  'get /gigs/summary',
  'get /gigs/{key}',
  'get /regions',
  'get /regions/{id}',
  'get /wages',
  'get /events',
  'get /push-key',
  'get /about',
  'get /texts/{kind}',
  'post /gigs/{gig}/reports',
  'post /session/code',
  'post /session',
  'post /session/returning',
  'delete /session',
  'post /session/claim',
  'get /demo/people',
  'post /demo/session',
];

/** Others than those whom a thing concerns: nobody, and people with every role elsewhere. */
const WHO = ['nobody', 'worker', 'employer', 'operator', 'admin'] as const;
type Statuses = readonly [nobody: number, worker: number, employer: number, operator: number, admin: number];
const ALL_OWN: Statuses = [401, 200, 200, 200, 200];
const NOT_FOUND: Statuses = [401, 404, 404, 404, 404];
const FORBIDDEN: Statuses = [401, 403, 403, 403, 403];
const OPERATORS: Statuses = [401, 403, 403, 200, 403];
const NO_ROLL: Statuses = [401, 403, 403, 404, 403];
const OTHER_DESK: Statuses = [401, 403, 403, 404, 403];

/** Each of them as the rules see them, and what is asked for: somebody else's, of another employer, on another desk. */
const ELSEWHERE = '9'.repeat(24);
const asker = (...roles: NonNullable<Asker>['roles']): Asker => ({
  personId: ELSEWHERE,
  agreed: true,
  roles,
});
const office = { regionName: '江达县', level: 'county', office: '江达县零工站' } as const;
const ASKERS: Record<(typeof WHO)[number], Asker> = {
  nobody: null,
  worker: asker(),
  employer: asker({ role: 'employer', employerId: ELSEWHERE, employerName: '', kind: 'business' }),
  operator: asker({ role: 'operator', regionId: ELSEWHERE, ...office }),
  admin: asker({ role: 'admin' }),
};
const THEIRS: Target = { personId: 'p', employerId: 'e', deskPath: ['c'] };

let server: TestServer;
let clients: Record<(typeof WHO)[number], TestClient>;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let owner: Awaited<ReturnType<typeof makeWorker>>;
let waiting: ManagedGig;
let open: ManagedGig;
let booking: MyBooking;
let alert: Alert;
let imported: ImportPreview;
let grant: OperatorGrant;
let ownGrant: Grant;
let brokerId: string;
let alarmId: string;
let region: string;
let reportId: string;
let person: Registered;
let other: Registered;
let crew: Crew;
let crewBooking: CrewBooking;

beforeAll(async () => {
  server = await startTestServer();
  region = await regionId(server, PLACES.ruyi);
  boss = await makeEmployer(server);
  owner = await makeWorker(server, { name: '次仁旺堆' });
  const admin = (await makeAdmin(server)).client;
  clients = {
    nobody: testClient(server),
    worker: (await makeWorker(server)).client,
    employer: (await makeEmployer(server)).client,
    operator: (await makeOperator(server, PLACES.jiangda)).client,
    admin,
  };
  const unchecked = await makeEmployer(server, { verified: false });
  waiting = await submitGig(server, unchecked);
  open = await publishGig(server, boss, { bookingMode: 'choose' });
  booking = await expectStatus(
    owner.client.post<MyBooking>(`/gigs/${open.id}/bookings`, { version: 1 }),
    201,
  );
  crew = await expectStatus(owner.client.post<Crew>('/me/crews', { name: '如意班' }), 201);
  const forCrews = await publishGig(server, boss, {
    bookingMode: 'choose',
    crews: { accepts: true, atLeast: null, oneOnly: false },
    shifts: [shiftOn(server, 5)],
  });
  crewBooking = await expectStatus(
    owner.client.post<CrewBooking>(`/crews/${crew.id}/gigs/${forCrews.id}`, {
      version: 1,
      members: [{ personId: owner.personId }],
    }),
    201,
  );
  await expectStatus(
    owner.client.post(`/gigs/${open.id}/reports`, { kind: 'deposit', phone: owner.phone }),
    204,
  );
  const { items } = await expectStatus(
    (await makeOperator(server, PLACES.karuo)).client.get<Reports>('/reports'),
    200,
  );
  reportId = items[0]!.id;
  alert = await expectStatus(owner.client.post<Alert>('/me/alerts', { filter: {} }), 200);
  ownGrant = await expectStatus(
    owner.client.post<Grant>('/me/grants', {
      phone: nextPhone(),
      name: '儿子',
      relation: 'family',
      scopes: ['look'],
    }),
    201,
  );
  const desk = (await makeOperator(server, PLACES.karuo)).client;
  brokerId = (
    await expectStatus(desk.post<Broker>('/brokers', { phone: nextPhone(), regionId: region }), 201)
  ).id;
  const form = importForm(Buffer.from('编号,岗位名称,人数\n1,搬货,2\n'), '重庆');
  imported = await expectStatus(desk.send<ImportPreview>('POST', '/imports', form), 201);
  person = await expectStatus(desk.post<Registered>('/people', { name: '达瓦', regionId: region }), 201);
  other = await expectStatus(desk.post<Registered>('/people', { name: '旺姆', regionId: region }), 201);
  grant = await expectStatus(
    admin.post<OperatorGrant>('/admin/operators', { phone: nextPhone(), regionId: region }),
    201,
  );
  const found = {
    kind: 'takes' as const,
    count: 41,
    of: 40,
    personIds: [],
    at: server.deps.clock(),
    aside: null,
  };
  const about = { once: 'takes', proxyId: owner.personId, deskPath: [region] };
  alarmId = String((await server.deps.models.proxyAlarms.create({ ...found, ...about }))._id);
  // A minute after they signed in, as far as messages go.
  await server.deps.models.tallies.deleteMany({ _id: { $regex: '^send:' } });
});
afterAll(() => server.close());

type Case = [operation: string, path: () => string, statuses: Statuses, body?: () => object];
const posting = () => ({ employerId: boss.employerId, posting: {} });
const revision = () => ({ revision: waiting.revision });
const gig = (rest: string) => () => `/gigs/${waiting.id}${rest}`;
const review = (rest: string) => () => `/review/${waiting.id}${rest}`;
const noRoll = (rest: string) => () => `/rolls/${'0'.repeat(24)}${rest}`;
const ofImport = (rest: string) => () => `/imports/${imported.import.id}${rest}`;
const employer = (rest: string) => () => `/employers/${boss.employerId}${rest}`;
const ofPerson = (rest: string) => () => `/people/${person.id}${rest}`;
const ofBooking = (rest: string) => () => `/bookings/${booking.id}${rest}`;

const ofCrew = (rest: string) => () => `/crews/${crew.id}${rest}`;
const ofCrewBooking = (rest: string) => () => `/crew-bookings/${crewBooking.id}${rest}`;
const someone = '0'.repeat(24);

const CASES: Case[] = [
  ['get /me/crews', () => '/me/crews', ALL_OWN],
  ['post /me/crews', () => '/me/crews', [401, 201, 201, 201, 201], () => ({ name: '一班' })],
  ['patch /crews/{id}', ofCrew(''), NOT_FOUND, () => ({ name: '别的班' })],
  ['delete /crews/{id}', ofCrew(''), NOT_FOUND],
  ['get /crew-invitations/{code}', () => '/crew-invitations/aaaaaaaaaa', NOT_FOUND],
  ['post /crew-invitations/{code}', () => '/crew-invitations/aaaaaaaaaa', NOT_FOUND],
  ['post /crews/{id}/members', ofCrew('/members'), NOT_FOUND, () => ({ personId: someone })],
  ['delete /crews/{id}/members/{person}', ofCrew(`/members/${someone}`), NOT_FOUND],
  [
    'post /crews/{id}/gigs/{gig}',
    () => `/crews/${crew.id}/gigs/${open.id}`,
    NOT_FOUND,
    () => ({ version: 1, members: [{ personId: someone }] }),
  ],
  [
    'put /crews/{id}/waits/{gig}',
    () => `/crews/${crew.id}/waits/${open.id}`,
    NOT_FOUND,
    () => ({ people: 2 }),
  ],
  ['get /crew-bookings/{id}', ofCrewBooking(''), NOT_FOUND],
  ['post /crew-bookings/{id}/withdraw', ofCrewBooking('/withdraw'), NOT_FOUND],
  [
    'post /crew-bookings/{id}/replace',
    ofCrewBooking('/replace'),
    NOT_FOUND,
    () => ({ outId: someone, inId: someone }),
  ],
  [
    'post /crew-bookings/{id}/members',
    ofCrewBooking('/members'),
    NOT_FOUND,
    () => ({ personId: someone, shiftIds: [someone] }),
  ],
  ['delete /crew-bookings/{id}/members/{person}', ofCrewBooking(`/members/${someone}`), NOT_FOUND],
  ['get /gigs/{gig}/crews', () => `/gigs/${open.id}/crews`, NOT_FOUND],
  ['post /crew-bookings/{id}/accept', ofCrewBooking('/accept'), NOT_FOUND, () => ({ revision: 0 })],
  ['post /crew-bookings/{id}/decline', ofCrewBooking('/decline'), NOT_FOUND],
  ['get /me', () => '/me', ALL_OWN],
  [
    'post /me/consent',
    () => '/me/consent',
    [401, 204, 204, 204, 204],
    () => ({ terms: server.deps.texts.terms.version, privacy: server.deps.texts.privacy.version }),
  ],
  ['get /me/devices', () => '/me/devices', ALL_OWN],
  ['delete /me/devices/{id}', () => `/me/devices/${'0'.repeat(24)}`, NOT_FOUND],
  ['delete /me/devices/others', () => '/me/devices/others', [401, 204, 204, 204, 204]],
  // Nobody has a code, or a ticket: each keeps their number.
  [
    'post /me/phone/confirm',
    () => '/me/phone/confirm',
    [401, 400, 400, 400, 400],
    () => ({ code: '000000' }),
  ],
  [
    'post /me/phone/new-code',
    () => '/me/phone/new-code',
    [401, 403, 403, 403, 403],
    () => ({ ticket: 'x', phone: '13700000000' }),
  ],
  [
    'put /me/phone',
    () => '/me/phone',
    [401, 403, 403, 403, 403],
    () => ({ ticket: 'x', phone: '13700000000', code: '000000' }),
  ],
  ['post /me/phone/code', () => '/me/phone/code', ALL_OWN],
  ['get /me/closing', () => '/me/closing', ALL_OWN],
  // A number that is nobody's: each keeps their account.
  ['post /me/close', () => '/me/close', [401, 400, 400, 400, 400], () => ({ phone: '13700000000' })],
  ['patch /me/person', () => '/me/person', ALL_OWN, () => ({ plateauResident: true })],
  ['get /me/bookings', () => '/me/bookings', ALL_OWN],
  ['get /me/alerts', () => '/me/alerts', ALL_OWN],
  ['post /me/alerts', () => '/me/alerts', ALL_OWN, () => ({ filter: {} })],
  ['patch /me/alerts/{id}', () => `/me/alerts/${alert.id}`, NOT_FOUND, () => ({ paused: true })],
  ['delete /me/alerts/{id}', () => `/me/alerts/${alert.id}`, NOT_FOUND],
  ['get /me/notices', () => '/me/notices', ALL_OWN],
  ['get /me/notices/unread', () => '/me/notices/unread', ALL_OWN],
  ['post /me/notices/read', () => '/me/notices/read', ALL_OWN, () => ({ upTo: new Date().toISOString() })],
  ['get /me/notice-settings', () => '/me/notice-settings', ALL_OWN],
  [
    'put /me/notice-settings',
    () => '/me/notice-settings',
    ALL_OWN,
    () => ({ push: true, sms: 'off', quiet: null, digestAt: '08:00' }),
  ],
  [
    'put /me/push-subscriptions',
    () => '/me/push-subscriptions',
    [401, 204, 204, 204, 204],
    () => ({
      endpoint: 'https://fcm.googleapis.com/fcm/send/x',
      keys: { p256dh: 'B'.padEnd(87, 'x'), auth: 'a'.repeat(22) },
    }),
  ],
  [
    'delete /me/push-subscriptions',
    () => '/me/push-subscriptions',
    [401, 204, 204, 204, 204],
    () => ({ endpoint: 'https://fcm.googleapis.com/fcm/send/x' }),
  ],
  ['get /admin/operators', () => '/admin/operators', [401, 403, 403, 403, 200]],
  [
    'post /admin/operators',
    () => '/admin/operators',
    [401, 403, 403, 403, 201],
    () => ({ phone: nextPhone(), regionId: region }),
  ],
  ['delete /admin/operators/{id}', () => `/admin/operators/${grant.id}`, [401, 403, 403, 403, 204]],
  [
    'post /employers',
    () => '/employers',
    [401, 201, 201, 201, 201],
    () => ({ name: '新单位', kind: 'business', regionId: region }),
  ],
  ['get /employers/mine', () => '/employers/mine', ALL_OWN],
  ['get /employers', () => '/employers', OPERATORS],
  ['get /employers/{id}', employer(''), NOT_FOUND],
  ['post /employers/{id}/phone/code', employer('/phone/code'), NOT_FOUND, () => ({ phone: '13700000000' })],
  [
    'put /employers/{id}/phone',
    employer('/phone'),
    NOT_FOUND,
    () => ({ phone: '13700000000', code: '000000' }),
  ],
  ['get /employers/{id}/gigs', employer('/gigs'), FORBIDDEN],
  ['get /employers/{id}/verifications', employer('/verifications'), NOT_FOUND],
  [
    'post /employers/{id}/verifications',
    employer('/verifications'),
    NOT_FOUND,
    () => ({ checks: ['site_visit'] }),
  ],
  ['get /employers/{id}/acts', employer('/acts'), NOT_FOUND],
  ['post /employers/{id}/suspension', employer('/suspension'), NOT_FOUND, () => ({ reason: '收押金' })],
  ['post /employers/{id}/suspension/end', employer('/suspension/end'), NOT_FOUND, () => ({ reason: '改了' })],
  ['post /gigs', () => '/gigs', FORBIDDEN, posting],
  ['post /gigs/check', () => '/gigs/check', FORBIDDEN, posting],
  ['get /gigs/{id}/manage', gig('/manage'), NOT_FOUND],
  ['patch /gigs/{id}', gig(''), NOT_FOUND, () => ({ ...revision(), posting: waiting.posting })],
  ['delete /gigs/{id}', gig(''), NOT_FOUND],
  ['post /gigs/{id}/submit', gig('/submit'), NOT_FOUND, revision],
  ['post /gigs/{id}/copy', gig('/copy'), NOT_FOUND],
  ['post /gigs/{id}/withdraw', gig('/withdraw'), NOT_FOUND, revision],
  ['post /gigs/{id}/close', gig('/close'), NOT_FOUND, revision],
  ['get /gigs/{gig}/bookings', () => `/gigs/${open.id}/bookings`, NOT_FOUND],
  ['get /gigs/{gig}/takeability', () => `/gigs/${open.id}/takeability`, ALL_OWN],
  [
    'post /gigs/{gig}/bookings',
    () => `/gigs/${open.id}/bookings`,
    [401, 201, 201, 201, 201],
    () => ({ version: 1 }),
  ],
  ['get /unattended', () => '/unattended', OPERATORS],
  [
    'post /unattended/{id}/confirm',
    () => `/unattended/${booking.id}/confirm`,
    OTHER_DESK,
    () => ({ version: 1, asked: { whom: '儿子', how: 'phone' } }),
  ],
  [
    'post /unattended/{id}/step-back',
    () => `/unattended/${booking.id}/step-back`,
    OTHER_DESK,
    () => ({ reason: '病了' }),
  ],
  ['get /bookings/{id}', ofBooking(''), NOT_FOUND],
  ['post /bookings/{id}/withdraw', ofBooking('/withdraw'), NOT_FOUND],
  ['post /bookings/{id}/agree', ofBooking('/agree'), NOT_FOUND, () => ({ version: 1 })],
  ['post /bookings/{id}/accept', ofBooking('/accept'), NOT_FOUND, () => ({ revision: 0 })],
  ['post /bookings/{id}/decline', ofBooking('/decline'), NOT_FOUND],
  ['post /bookings/{id}/contact', ofBooking('/contact'), NOT_FOUND],
  ['get /me/showings', () => '/me/showings', ALL_OWN],
  ['get /showings', () => '/showings', OPERATORS],
  ['get /review/queue', () => '/review/queue', OPERATORS],
  ['get /review/gigs', () => '/review/gigs', OPERATORS],
  ['get /review/undoable', () => '/review/undoable', OPERATORS],
  ['get /review/{id}', review(''), OTHER_DESK],
  ['post /review/{id}/claim', review('/claim'), OTHER_DESK],
  ['post /review/{id}/undo', review('/undo'), OTHER_DESK],
  ['post /review/{id}/release', review('/release'), OTHER_DESK],
  [
    'post /review/{id}/decisions',
    review('/decisions'),
    OTHER_DESK,
    () => ({ ...revision(), decision: 'approve' }),
  ],
  ['get /reports', () => '/reports', OPERATORS],
  [
    'post /reports/{id}/outcome',
    () => `/reports/${reportId}/outcome`,
    OTHER_DESK,
    () => ({ outcome: '去看过了' }),
  ],
  ['get /people', () => '/people', OPERATORS],
  ['post /people', () => '/people', FORBIDDEN, () => ({ name: '达瓦', regionId: region })],
  ['get /people/{id}', ofPerson(''), OTHER_DESK],
  ['patch /people/{id}', ofPerson(''), OTHER_DESK, () => ({ skills: '木匠', revision: 0 })],
  ['get /people/{id}/trail', ofPerson('/trail'), OTHER_DESK],
  ['get /me/trail', () => '/me/trail', ALL_OWN],
  ['get /doubles', () => '/doubles', OPERATORS],
  ['post /doubles/{id}/not-same', () => `/doubles/${person.id}:${person.id}/not-same`, OTHER_DESK],
  ['post /merges', () => '/merges', OTHER_DESK, () => ({ keptId: person.id, goneId: other.id })],
  ['post /merges/{id}/undo', () => `/merges/${person.id}/undo`, OTHER_DESK],
  ['get /people/{id}/merges', ofPerson('/merges'), OTHER_DESK],
  ['post /people/{id}/claim-code', ofPerson('/claim-code'), OTHER_DESK],
  [
    'post /people/{id}/deregister',
    ofPerson('/deregister'),
    OTHER_DESK,
    () => ({ why: 'asked', revision: 999 }),
  ],
  ['get /me/claims', () => '/me/claims', ALL_OWN],
  // Nobody has the number of a record.
  [
    'post /me/claims',
    () => '/me/claims',
    [401, 404, 404, 404, 404],
    () => ({ personId: person.id, answer: '1970' }),
  ],
  // What is no kind of file, and an address that nobody was given.
  ['post /files', () => '/files?kind=none', [401, 400, 400, 400, 400]],
  ['get /files/{id}', () => `/files/${'0'.repeat(24)}?until=1&mark=x`, NOT_FOUND],
  ['get /rolls', () => '/rolls', OPERATORS],
  // An operator may: what it sends here is no form.
  ['post /rolls', () => '/rolls', [401, 403, 403, 415, 403], () => ({})],
  ['get /rolls/{id}', noRoll(''), NO_ROLL],
  ['get /rolls/{id}/errors.csv', noRoll('/errors.csv'), NO_ROLL],
  ['put /rolls/{id}/choices', noRoll('/choices'), NO_ROLL, () => ({ rows: [{ line: 1, choice: 'take' }] })],
  ['post /rolls/{id}/run', noRoll('/run'), NO_ROLL],
  ['post /rolls/{id}/undo', noRoll('/undo'), NO_ROLL],
  ['get /imports', () => '/imports', OPERATORS],
  // An operator may: what it sends here is no form.
  ['post /imports', () => '/imports', [401, 403, 403, 415, 403], () => ({})],
  ['get /imports/{id}', ofImport(''), OTHER_DESK],
  ['get /imports/{id}/errors.csv', ofImport('/errors.csv'), OTHER_DESK],
  ['get /imports/{id}/absent', ofImport('/absent'), OTHER_DESK],
  [
    'put /imports/{id}/mapping',
    ofImport('/mapping'),
    OTHER_DESK,
    () => ({ sourceName: '别处', columns: [] }),
  ],
  ['post /imports/{id}/run', ofImport('/run'), OTHER_DESK, () => ({ version: 1 })],
  ['post /imports/{id}/undo', ofImport('/undo'), OTHER_DESK],
  ['get /me/people', () => '/me/people', ALL_OWN],
  ['get /me/people/count', () => '/me/people/count', ALL_OWN],
  ['get /me/people/{id}', () => `/me/people/${owner.personId}`, NOT_FOUND],
  ['get /gigs/{gig}/takeability/people', () => `/gigs/${open.id}/takeability/people`, ALL_OWN],
  [
    'post /gigs/{gig}/bookings/people',
    () => `/gigs/${open.id}/bookings/people`,
    ALL_OWN,
    () => ({ version: 1, personIds: [owner.personId] }),
  ],
  ['get /me/grants', () => '/me/grants', ALL_OWN],
  [
    'post /me/grants',
    () => '/me/grants',
    [401, 201, 201, 201, 201],
    () => ({ phone: nextPhone(), name: '家里人', relation: 'family', scopes: ['look'] }),
  ],
  ['post /grants/code', () => '/grants/code', NOT_FOUND, () => ({ personId: owner.personId })],
  [
    'post /grants',
    () => '/grants',
    NOT_FOUND,
    () => ({
      personId: owner.personId,
      phone: nextPhone(),
      name: '家里人',
      relation: 'family',
      scopes: ['look'],
      consent: { kind: 'family_book' },
    }),
  ],
  ['get /grants', () => '/grants', OPERATORS],
  ['post /grants/{id}/look', () => `/grants/${ownGrant.id}/look`, OTHER_DESK, () => ({ remark: '问过了' })],
  ['get /alarms', () => '/alarms', OPERATORS],
  ['post /alarms/{id}/aside', () => `/alarms/${alarmId}/aside`, OTHER_DESK, () => ({ remark: '问过了' })],
  ['get /brokers', () => '/brokers', OPERATORS],
  ['post /brokers', () => '/brokers', FORBIDDEN, () => ({ phone: nextPhone(), regionId: region })],
  ['delete /brokers/{id}', () => `/brokers/${brokerId}`, FORBIDDEN],
  ['post /grants/{id}/end', () => `/grants/${ownGrant.id}/end`, NOT_FOUND, () => ({ booked: 'stands' })],
  // The last one: nobody is signed in afterwards.
  ['delete /me/devices', () => '/me/devices', [401, 204, 204, 204, 204]],
];

/** What each operation does, in the words of the authority table. */
const ACTION_OF: Record<string, Action> = {
  'get /me/crews': 'crew.keep',
  'post /me/crews': 'crew.keep',
  'patch /crews/{id}': 'crew.lead',
  'delete /crews/{id}': 'crew.lead',
  'get /crew-invitations/{code}': 'crew.join',
  'post /crew-invitations/{code}': 'crew.join',
  'post /crews/{id}/members': 'crew.lead',
  'delete /crews/{id}/members/{person}': 'crew.lead',
  'post /crews/{id}/gigs/{gig}': 'crew.lead',
  'put /crews/{id}/waits/{gig}': 'crew.lead',
  'get /crew-bookings/{id}': 'crew_booking.lead',
  'post /crew-bookings/{id}/withdraw': 'crew_booking.lead',
  'post /crew-bookings/{id}/replace': 'crew_booking.lead',
  'post /crew-bookings/{id}/members': 'crew_booking.lead',
  'delete /crew-bookings/{id}/members/{person}': 'crew_booking.lead',
  'get /gigs/{gig}/crews': 'gig.read_people',
  'post /crew-bookings/{id}/accept': 'crew_booking.decide',
  'post /crew-bookings/{id}/decline': 'crew_booking.decide',
  'get /me': 'account.read',
  'post /me/consent': 'account.agree',
  'get /me/devices': 'device.keep',
  'delete /me/devices/{id}': 'device.keep',
  'delete /me/devices/others': 'device.keep',
  'delete /me/devices': 'device.keep',
  'post /me/phone/confirm': 'number.change',
  'post /me/phone/new-code': 'number.change',
  'put /me/phone': 'number.change',
  'post /me/phone/code': 'number.change',
  'get /me/closing': 'account.close',
  'post /me/close': 'account.close',
  'patch /me/person': 'person.change',
  'get /me/bookings': 'booking.list_own',
  'get /me/alerts': 'alert.keep',
  'post /me/alerts': 'alert.keep',
  'patch /me/alerts/{id}': 'alert.change',
  'delete /me/alerts/{id}': 'alert.change',
  'get /me/notices': 'notice.keep',
  'get /me/notices/unread': 'notice.keep',
  'post /me/notices/read': 'notice.keep',
  'get /me/notice-settings': 'notice.keep',
  'put /me/notice-settings': 'notice.keep',
  'put /me/push-subscriptions': 'notice.keep',
  'delete /me/push-subscriptions': 'notice.keep',
  'get /admin/operators': 'operator.manage',
  'post /admin/operators': 'operator.manage',
  'delete /admin/operators/{id}': 'operator.manage',
  'post /employers': 'employer.register',
  'get /employers/mine': 'employer.list_own',
  'get /employers': 'employer.list',
  'get /employers/{id}': 'employer.read',
  'post /employers/{id}/phone/code': 'employer.change_contact',
  'put /employers/{id}/phone': 'employer.change_contact',
  'get /employers/{id}/gigs': 'gig.list',
  'get /employers/{id}/verifications': 'employer.read_verifications',
  'post /employers/{id}/verifications': 'employer.verify',
  'get /employers/{id}/acts': 'employer.read_acts',
  'post /employers/{id}/suspension': 'employer.suspend',
  'post /employers/{id}/suspension/end': 'employer.lift_suspension',
  'post /gigs': 'gig.post',
  'post /gigs/check': 'gig.post',
  'get /gigs/{id}/manage': 'gig.read_managed',
  'patch /gigs/{id}': 'gig.edit',
  'delete /gigs/{id}': 'gig.delete',
  'post /gigs/{id}/submit': 'gig.submit',
  'post /gigs/{id}/copy': 'gig.copy',
  'post /gigs/{id}/withdraw': 'gig.withdraw',
  'post /gigs/{id}/close': 'gig.close',
  'get /gigs/{gig}/bookings': 'gig.read_people',
  'get /gigs/{gig}/takeability': 'gig.take',
  'post /gigs/{gig}/bookings': 'gig.take',
  'get /unattended': 'booking.list_unattended',
  'post /unattended/{id}/confirm': 'booking.step_in',
  'post /unattended/{id}/step-back': 'booking.step_in',
  'get /bookings/{id}': 'booking.read',
  'post /bookings/{id}/withdraw': 'booking.withdraw',
  'post /bookings/{id}/agree': 'booking.agree',
  'post /bookings/{id}/accept': 'booking.accept',
  'post /bookings/{id}/decline': 'booking.decline',
  'post /bookings/{id}/contact': 'booking.show_contact',
  'get /me/showings': 'showing.list_own',
  'get /showings': 'showing.list',
  'get /review/queue': 'review.list',
  'get /review/gigs': 'review.list',
  'get /review/undoable': 'review.list',
  'get /review/{id}': 'review.read',
  'post /review/{id}/claim': 'review.claim',
  'post /review/{id}/release': 'review.claim',
  'post /review/{id}/undo': 'review.undo',
  'post /review/{id}/decisions': 'review.decide',
  'get /reports': 'report.list',
  'post /reports/{id}/outcome': 'report.handle',
  'get /people': 'people.list',
  'post /people': 'people.register',
  'get /people/{id}': 'people.read',
  'patch /people/{id}': 'people.change',
  'get /people/{id}/trail': 'trail.read',
  'get /me/trail': 'trail.read_own',
  'get /doubles': 'people.list',
  'post /doubles/{id}/not-same': 'people.change',
  'post /merges': 'people.merge',
  'post /merges/{id}/undo': 'people.merge',
  'get /people/{id}/merges': 'people.read',
  'post /people/{id}/claim-code': 'people.issue_claim',
  'post /people/{id}/deregister': 'people.deregister',
  'get /me/claims': 'people.claim',
  'post /me/claims': 'people.claim',
  'post /files': 'file.put',
  'get /files/{id}': 'file.read',
  'get /rolls': 'roll.list',
  'post /rolls': 'roll.upload',
  'get /rolls/{id}': 'roll.manage',
  'get /rolls/{id}/errors.csv': 'roll.manage',
  'put /rolls/{id}/choices': 'roll.manage',
  'post /rolls/{id}/run': 'roll.manage',
  'post /rolls/{id}/undo': 'roll.manage',
  'get /imports': 'import.list',
  'post /imports': 'import.upload',
  'get /imports/{id}': 'import.manage',
  'get /imports/{id}/errors.csv': 'import.manage',
  'get /imports/{id}/absent': 'import.manage',
  'put /imports/{id}/mapping': 'import.manage',
  'post /imports/{id}/run': 'import.manage',
  'post /imports/{id}/undo': 'import.manage',
  'get /me/people': 'grant.keep_own',
  'get /me/people/count': 'grant.keep_own',
  'get /me/people/{id}': 'booking.list_of',
  'get /gigs/{gig}/takeability/people': 'gig.take',
  'post /gigs/{gig}/bookings/people': 'gig.take',
  'get /me/grants': 'grant.keep_own',
  'post /me/grants': 'grant.keep_own',
  'post /grants/code': 'grant.record',
  'post /grants': 'grant.record',
  'get /grants': 'grant.list',
  'post /grants/{id}/look': 'grant.look',
  'get /alarms': 'alarm.list',
  'post /alarms/{id}/aside': 'alarm.set_aside',
  'get /brokers': 'broker.list',
  'post /brokers': 'broker.manage',
  'delete /brokers/{id}': 'broker.manage',
  'post /grants/{id}/end': 'grant.end',
};
/** Asked for within another action: of a forwarded posting that waits, and of what was never public. */
const WITHIN: Action[] = ['crew.leave', 'grant.read', 'gig.complete', 'gig.take_unpublished', 'gig.take_for'];

type Documented = { responses: Record<string, object>; security?: object[] };
/** Each operation as the reference has it, by its method and its path below `/api/v1`. */
async function documented(): Promise<Map<string, Documented>> {
  const { paths } = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Documented>>;
  };
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => [`${method} ${path.replace('/api/v1', '')}`, one]),
    ),
  );
}

test('every operation has an action of the authority table, and every action an operation', () => {
  expect(Object.keys(ACTION_OF).sort()).toEqual(CASES.map(([operation]) => operation).sort());
  const asked = new Set([...Object.values(ACTION_OF), ...WITHIN]);
  expect([...asked].sort()).toEqual(Object.keys(AUTHORITY).sort());
});

test('every operation of the reference is public or stands in the table', async () => {
  const operations = [...(await documented()).keys()];
  expect([...PUBLIC, ...CASES.map(([operation]) => operation)].sort()).toEqual(operations.sort());
});

test('the reference says of those that are for everybody, and of no others, that nobody has to sign in', async () => {
  const open = [...(await documented())].flatMap(([operation, { security }]) =>
    security ? [] : [operation],
  );
  expect(open.sort()).toEqual([...PUBLIC].sort());
});

test.each(CASES)('%s lets in whom it concerns', async (operation, path, statuses, body) => {
  const method = operation.split(' ')[0]!.toUpperCase();
  const { responses } = (await documented()).get(operation)!;
  for (const [index, who] of WHO.entries()) {
    const answer = await clients[who].send<{ code?: ProblemCode }>(method, path(), body?.());
    const why = whyMayNot(ASKERS[who], ACTION_OF[operation]!, THEIRS);
    if (why) expect([who, statuses[index], answer.body.code]).toEqual([who, PROBLEMS[why], why]);
    else
      expect([who, answer.body?.code]).not.toEqual([
        who,
        expect.stringMatching(/^auth\.(required|forbidden)$/),
      ]);
    expect(Object.keys(responses), `${who} gets it`).toContain(String(answer.status));
    expect([who, answer.status, answer.body]).toEqual([who, statuses[index], expect.anything()]);
    const text = JSON.stringify(answer.body);
    for (const secret of [owner.phone.slice(3), boss.phone.slice(3), '次仁旺堆'])
      expect(text).not.toContain(secret);
    if (answer.status >= 400)
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
  }
});

test('afterwards all is as it was', async () => {
  const { gigs } = server.deps.models;
  expect(await gigs.findById(waiting.id).lean()).toMatchObject({
    state: 'in_review',
    revision: waiting.revision,
    claim: null,
  });
  const { items } = await expectStatus(
    boss.client.get<{ items: GigBooking[] }>(`/gigs/${open.id}/bookings`),
    200,
  );
  expect(items.find(({ id }) => id === booking.id)).toMatchObject({ state: 'requested' });
  expect(await server.deps.models.imports.findById(imported.import.id).lean()).toMatchObject({
    state: 'preview',
    sourceName: '重庆',
  });
});
