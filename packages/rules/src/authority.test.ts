import type { Role } from '@linggong/contracts/account.ts';
import { PROXY_SCOPES } from '@linggong/contracts/proxy.ts';
import { describe, expect, test } from 'vitest';
import { ACTIONS, type Action, type Asker, type Target, whyMayNot } from './authority.ts';

const city = '0000000000000000000000c1';
const county = '0000000000000000000000c2';
const township = '0000000000000000000000c3';
const elsewhere = '0000000000000000000000c9';
const target: Target = { personId: 'p1', employerId: 'e1', deskPath: [city, county] };

const employer = (employerId: string): Role => ({
  role: 'employer',
  employerId,
  employerName: '',
  kind: 'business',
});
const operator = (regionId: string, level: 'city' | 'county' | 'township' = 'county'): Role => ({
  role: 'operator',
  regionId,
  regionName: '',
  level,
  office: '',
});
const who = (roles: Role[], personId = 'p9'): Asker => ({ personId, agreed: true, roles });

const ASKERS = {
  nobody: null,
  worker: who([]),
  own: who([], 'p1'),
  member: who([employer('e1')]),
  otherMember: who([employer('e2')]),
  cityDesk: who([operator(city, 'city')]),
  countyDesk: who([operator(county)]),
  townshipDesk: who([operator(township, 'township')]),
  deskElsewhere: who([operator(elsewhere)]),
  both: who([operator(county), employer('e1')]),
  admin: who([{ role: 'admin' }]),
} as const satisfies Record<string, Asker>;
type Who = keyof typeof ASKERS;
const ALL = Object.keys(ASKERS) as Who[];

/** Of each kind of action: who may, and what the others get. `rest` is what is not named. */
type Kind = { actions: Action[]; may: Who[]; told?: Partial<Record<Who, string>>; rest: string };
const desks: Who[] = ['cityDesk', 'countyDesk', 'townshipDesk', 'deskElsewhere', 'both'];
const over: Who[] = ['cityDesk', 'countyDesk', 'both'];
const toDesks = (code: string) => ({ townshipDesk: code, deskElsewhere: code });
const KINDS: Kind[] = [
  {
    actions: [
      'account.read',
      'account.agree',
      'account.close',
      'device.keep',
      'person.change',
      'number.change',
      'alert.keep',
      'notice.keep',
      'showing.list_own',
      'employer.register',
      'employer.list_own',
      'gig.take',
      'booking.list_own',
      'trail.read_own',
      'people.claim',
      'grant.keep_own',
      'crew.keep',
      'crew.join',
      'crew.leave',
      'file.put',
      'file.read',
    ],
    may: ALL.filter((name) => name !== 'nobody'),
    rest: 'auth.required',
  },
  { actions: ['operator.manage'], may: ['admin'], rest: 'auth.forbidden' },
  {
    actions: [
      'showing.list',
      'employer.list',
      'review.list',
      'report.list',
      'people.list',
      'import.list',
      'import.upload',
      'roll.list',
      'roll.upload',
      'grant.list',
      'booking.list_unattended',
    ],
    may: desks,
    rest: 'auth.forbidden',
  },
  { actions: ['gig.post', 'gig.list'], may: ['member', 'both'], rest: 'auth.forbidden' },
  {
    actions: [
      'gig.submit',
      'gig.edit',
      'gig.withdraw',
      'gig.close',
      'gig.copy',
      'gig.delete',
      'gig.read_people',
    ],
    may: ['member', 'both'],
    told: { cityDesk: 'auth.forbidden', countyDesk: 'auth.forbidden' },
    rest: 'gig.not_found',
  },
  { actions: ['gig.read_managed', 'gig.complete'], may: ['member', ...over], rest: 'gig.not_found' },
  { actions: ['gig.take_unpublished'], may: ['member', 'both'], rest: 'gig.not_found' },
  { actions: ['employer.read'], may: ['member', ...over], rest: 'employer.not_found' },
  {
    actions: ['employer.change_contact'],
    may: ['member', 'both'],
    told: { cityDesk: 'auth.forbidden', countyDesk: 'auth.forbidden' },
    rest: 'employer.not_found',
  },
  {
    actions: [
      'employer.verify',
      'employer.read_verifications',
      'employer.read_acts',
      'employer.suspend',
      'employer.lift_suspension',
    ],
    may: ['cityDesk', 'countyDesk'],
    told: { member: 'auth.forbidden', both: 'auth.forbidden' },
    rest: 'employer.not_found',
  },
  { actions: ['booking.read', 'booking.withdraw', 'booking.agree'], may: ['own'], rest: 'booking.not_found' },
  {
    actions: ['booking.step_in'],
    may: ['cityDesk', 'countyDesk'],
    told: toDesks('booking.not_found'),
    rest: 'auth.forbidden',
  },
  { actions: ['booking.accept', 'booking.decline'], may: ['member', 'both'], rest: 'booking.not_found' },
  { actions: ['booking.show_contact'], may: ['own', 'member', 'both'], rest: 'booking.not_found' },
  { actions: ['alert.change'], may: ['own'], rest: 'alert.not_found' },
  { actions: ['crew.lead', 'crew_booking.lead'], may: ['own'], rest: 'crew.not_found' },
  { actions: ['crew_booking.decide'], may: ['member', 'both'], rest: 'crew.not_found' },
  {
    actions: ['review.read', 'review.claim', 'review.undo'],
    may: over,
    told: toDesks('gig.not_found'),
    rest: 'auth.forbidden',
  },
  {
    actions: ['review.decide'],
    may: ['cityDesk', 'countyDesk'],
    told: toDesks('gig.not_found'),
    rest: 'auth.forbidden',
  },
  {
    actions: ['report.handle'],
    may: ['cityDesk', 'countyDesk'],
    told: { ...toDesks('report.not_found'), both: 'report.not_found' },
    rest: 'auth.forbidden',
  },
  { actions: ['people.register'], may: over, rest: 'auth.forbidden' },
  {
    actions: [
      'people.read',
      'people.change',
      'trail.read',
      'people.merge',
      'people.issue_claim',
      'people.deregister',
    ],
    may: over,
    told: toDesks('person.not_found'),
    rest: 'auth.forbidden',
  },
  { actions: ['gig.take_for', 'booking.list_of'], may: ['own'], rest: 'person.not_found' },
  {
    actions: ['grant.record'],
    may: over,
    told: { own: 'auth.forbidden' },
    rest: 'person.not_found',
  },
  { actions: ['grant.read', 'grant.end'], may: ['own', ...over], rest: 'grant.not_found' },
  {
    actions: ['grant.look', 'alarm.set_aside'],
    may: over,
    told: toDesks('grant.not_found'),
    rest: 'auth.forbidden',
  },
  { actions: ['broker.manage'], may: over, rest: 'auth.forbidden' },
  {
    actions: ['broker.list', 'alarm.list'],
    may: ['cityDesk', 'countyDesk', 'deskElsewhere', 'both'],
    rest: 'auth.forbidden',
  },
  { actions: ['import.manage'], may: over, told: toDesks('import.not_found'), rest: 'auth.forbidden' },
  { actions: ['roll.manage'], may: over, told: toDesks('roll.not_found'), rest: 'auth.forbidden' },
];

test('every action is here once', () => {
  expect(KINDS.flatMap(({ actions }) => actions).sort()).toEqual([...ACTIONS].sort());
});

describe.each(KINDS)('$actions', ({ actions, may, told = {}, rest }) => {
  test.each(actions)('%s', (action) => {
    const answers = ALL.map((name) => [name, whyMayNot(ASKERS[name], action, target)]);
    const expected = ALL.map((name) => [
      name,
      may.includes(name) ? null : name === 'nobody' ? 'auth.required' : (told[name] ?? rest),
    ]);
    expect(answers).toEqual(expected);
  });
});

test('a village’s own operator looks after its people, and hands nobody’s record to anybody', () => {
  const village = who([{ ...operator(county), level: 'village' } as Role]);
  const answers = (
    ['people.read', 'people.change', 'people.merge', 'people.issue_claim', 'people.deregister'] as const
  ).map((action) => whyMayNot(village, action, target));
  expect(answers).toEqual([null, null, 'auth.forbidden', 'auth.forbidden', 'auth.forbidden']);
});

test.each([
  [['look', 'book'], null],
  [['look', 'step_back'], 'auth.forbidden'],
  [[], 'booking.not_found'],
] as const)('who may %j for somebody and asks whom they work for: %s', (scopes, answer) => {
  expect(whyMayNot(ASKERS.worker, 'booking.show_contact', { ...target, scopes })).toBe(answer);
});

test('before the terms are agreed to one reads who one is, agrees and leaves, and nothing else', () => {
  const asker = {
    personId: 'p1',
    agreed: false,
    roles: [operator(county), employer('e1'), { role: 'admin' }],
  } as const;
  const free = ACTIONS.filter((action) => whyMayNot(asker, action, target) === null);
  expect(free).toEqual(['account.read', 'account.agree', 'account.close', 'device.keep']);
  for (const action of ACTIONS.filter((each) => !free.includes(each)))
    expect([action, whyMayNot(asker, action, target)]).toEqual([action, 'auth.consent_required']);
});

test('a grant of a worker lets a member of the employer see what is booked of it, and nothing else', () => {
  const scopes = PROXY_SCOPES;
  const actions = ['booking.read', 'gig.take_for', 'booking.withdraw', 'booking.agree'] as const;
  const may = (asker: Asker) =>
    actions.filter((action) => whyMayNot(asker, action, { ...target, scopes }) === null);
  expect(may(ASKERS.worker)).toEqual(actions);
  expect(may(ASKERS.otherMember)).toEqual(actions);
  expect([may(ASKERS.member), may(ASKERS.both)]).toEqual([['booking.read'], ['booking.read']]);
  // What is one's own stays so.
  expect(may(who([employer('e1')], 'p1'))).toEqual(actions);
});

test('what lies on no desk, and what is nobody’s, is no operator’s and nobody’s own', () => {
  const none: Target = { personId: null, deskPath: [] };
  expect(whyMayNot(ASKERS.cityDesk, 'gig.read_managed', none)).toBe('gig.not_found');
  expect(whyMayNot(ASKERS.own, 'booking.read', none)).toBe('booking.not_found');
  expect(whyMayNot(who([employer('undefined')]), 'gig.post', {})).toBe('auth.forbidden');
});
