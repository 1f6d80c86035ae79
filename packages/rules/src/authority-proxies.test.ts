import type { Role } from '@linggong/contracts/account.ts';
import { PROXY_SCOPES, type ProxyScope, zNewGrant, zOwnGrant } from '@linggong/contracts/proxy.ts';
import { describe, expect, test } from 'vitest';
import { ACTIONS, type Action, type Asker, RELATIONS, type Target, whyMayNot } from './authority.ts';
import { liveScopes } from './grant.ts';

const now = new Date('2026-11-24T02:00:00Z');
const day = (n: number) => new Date(now.getTime() + n * 86_400_000);

const operator = (regionId: string, level: 'city' | 'county' | 'township' | 'village'): Role => ({
  role: 'operator',
  regionId,
  regionName: '',
  level,
  office: '',
});
const who = (personId: string, ...roles: Role[]): NonNullable<Asker> => ({ personId, agreed: true, roles });

/** From the city down to the village of the person. */
const deskPath = ['c1', 'c2', 'c3', 'c4'];
const PERSON: Target = { personId: 'p1', deskPath, employerId: 'e1' };

type Granted = Parameters<typeof liveScopes>[0][number];
const granted = (scopes: readonly ProxyScope[], from = -1, until = 9, ended = false): Granted => ({
  scopes,
  from: day(from),
  until: day(until),
  ended: ended ? {} : null,
});
const broker: Role = { role: 'broker', regionId: 'c2', regionName: '', level: 'county' };

/** Who asks, and the grants of the person that they hold. */
const WHO: Record<string, { asker: Asker; grants?: Granted[] }> = {
  nobody: { asker: null },
  self: { asker: who('p1') },
  'family without a grant': { asker: who('p2') },
  'family with all scopes': { asker: who('p2'), grants: [granted(PROXY_SCOPES)] },
  'a broker without a grant': { asker: who('p3', broker) },
  'a broker with all scopes': { asker: who('p3', broker), grants: [granted(PROXY_SCOPES)] },
  'the organiser without a grant': { asker: who('p4', operator('c4', 'village')) },
  'the organiser with all scopes': {
    asker: who('p4', operator('c4', 'village')),
    grants: [granted(PROXY_SCOPES)],
  },
  'an ended grant': { asker: who('p2'), grants: [granted(PROXY_SCOPES, -5, 9, true)] },
  'a grant that is over': { asker: who('p2'), grants: [granted(PROXY_SCOPES, -5, 0)] },
  'a grant that has not begun': { asker: who('p2'), grants: [granted(PROXY_SCOPES, 1)] },
  'the organiser of another village': { asker: who('p5', operator('c9', 'village')) },
  'the township': { asker: who('p6', operator('c3', 'township')) },
  'the county': { asker: who('p7', operator('c2', 'county')) },
  'the city': { asker: who('p8', operator('c1', 'city')) },
  'the employer': {
    asker: who('p9', { role: 'employer', employerId: 'e1', employerName: '', kind: 'business' }),
  },
  'an admin': { asker: who('p10', { role: 'admin' }) },
  stranger: { asker: who('p11') },
  ...Object.fromEntries(
    PROXY_SCOPES.map((scope) => [`only ${scope}`, { asker: who('p2'), grants: [granted([scope])] }]),
  ),
  ...Object.fromEntries(
    PROXY_SCOPES.map((scope) => [
      `all but ${scope}`,
      { asker: who('p2'), grants: [granted(PROXY_SCOPES.filter((each) => each !== scope))] },
    ]),
  ),
};

/** What is a person's own, with the scope without which nobody else may, and what all but the known are told. */
const FOR_PERSONS: [Action, ProxyScope, hidden: string, knownWithLook: boolean][] = [
  ['booking.list_of', 'look', 'person.not_found', false],
  ['booking.read', 'look', 'booking.not_found', false],
  ['gig.take_for', 'book', 'person.not_found', true],
  ['booking.withdraw', 'step_back', 'booking.not_found', true],
  ['booking.agree', 'confirm', 'booking.not_found', true],
];

describe.each(FOR_PERSONS)('%s asks for the scope %s', (action, scope, hidden, knownWithLook) => {
  test.each(Object.keys(WHO))('%s', (name) => {
    const { asker, grants = [] } = WHO[name]!;
    const scopes = liveScopes(grants, now);
    const told = () => {
      if (!asker) return 'auth.required';
      if (name === 'self' || scopes.includes(scope)) return null;
      return knownWithLook && scopes.includes('look') ? 'auth.forbidden' : hidden;
    };
    expect(whyMayNot(asker, action, { ...PERSON, scopes })).toBe(told());
  });
});

test('grants that are ended, over or not begun let nobody do anything, and those that count exactly what they say', () => {
  const states = [granted(PROXY_SCOPES, -5, 9, true), granted(PROXY_SCOPES, -5, 0), granted(PROXY_SCOPES, 1)];
  expect(liveScopes(states, now)).toEqual([]);
  expect(liveScopes([...states, granted(['look', 'confirm'])], now)).toEqual(['look', 'confirm']);
  // To the moment: it counts from its first, and at its last no more.
  expect(liveScopes([granted(['look'], 0, 1)], now)).toEqual(['look']);
  expect(liveScopes([granted(['look'], 0, 1)], new Date(day(1).getTime() - 1))).toEqual(['look']);
  expect(liveScopes([granted(['look'], 0, 1)], day(1))).toEqual([]);
});

test('all scopes together open what is named here and nothing else: no desk, no grant, no wages', () => {
  const stranger = who('p2');
  const all = { ...PERSON, scopes: PROXY_SCOPES };
  const opened = ACTIONS.filter(
    (action) => whyMayNot(stranger, action, PERSON) !== null && whyMayNot(stranger, action, all) === null,
  );
  // The employer's number, which members of it have by themselves: who may see it when is in `authority.test.ts`.
  const named = [...FOR_PERSONS.map(([action]) => action), 'booking.show_contact'];
  expect(opened.toSorted()).toEqual(named.toSorted());
});

test('there is no scope for wages, no input adds one, and no relation reaches them', () => {
  expect(PROXY_SCOPES).toEqual(['look', 'book', 'step_back', 'confirm', 'attendance']);
  const money = /wage|pay|settle|bank|money|ledger/;
  expect([...PROXY_SCOPES, ...RELATIONS].filter((name) => money.test(name))).toEqual([]);
  const own = { phone: '13800000000', name: '扎西', relation: 'family', scopes: ['look', 'book'] };
  const desk = { ...own, personId: 'a'.repeat(24), consent: { kind: 'family_book' } };
  expect(zOwnGrant.safeParse(own).success).toBe(true);
  expect(zNewGrant.safeParse(desk).success).toBe(true);
  for (const scope of ['wages', 'pay', 'receive_wages', 'settle', '*', '', 'LOOK', null, { wages: true }]) {
    const scopes = ['look', scope];
    expect([scope, zOwnGrant.safeParse({ ...own, scopes }).success]).toEqual([scope, false]);
    expect([scope, zNewGrant.safeParse({ ...desk, scopes }).success]).toEqual([scope, false]);
  }
  // What is beside it in a request is not taken over.
  const parsed = zOwnGrant.parse({ ...own, wages: true, payTo: 'p2' });
  expect(Object.keys(parsed).toSorted()).toEqual(['name', 'phone', 'relation', 'scopes', 'until']);
});

test('nobody ends a grant but the person, who acts by it and the desks in charge; only the county looks at consent', () => {
  const grant: Target = { personId: 'p1', proxyId: 'p2', deskPath };
  const may = (action: Action) =>
    Object.entries(WHO).flatMap(([name, { asker }]) =>
      whyMayNot(asker, action, grant) === null ? [name] : [],
    );
  const desks = ['the township', 'the county', 'the city'];
  const byProxy = Object.keys(WHO).filter((name) => WHO[name]!.asker?.personId === 'p2');
  const organiser = ['the organiser without a grant', 'the organiser with all scopes'];
  expect(may('grant.end').toSorted()).toEqual(['self', ...byProxy, ...organiser, ...desks].toSorted());
  expect(may('grant.look')).toEqual(['the county', 'the city']);
  expect(may('broker.manage')).toEqual(['the county', 'the city']);
});
