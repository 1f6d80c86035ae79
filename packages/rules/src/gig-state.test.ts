import type { Flag } from '@linggong/contracts/flag.ts';
import { zPosting } from '@linggong/contracts/posting.ts';
import { describe, expect, it } from 'vitest';
import { isPublic, STORED_STATES } from './gig-moves.ts';
import { gigState, needsReview, type StoredGig } from './gig-state.ts';

const now = new Date('2026-11-22T02:00:00Z');
const later = '2026-11-23T10:00:00Z';
const earlier = new Date('2026-11-21T10:00:00Z');
const soon = '2026-11-23T01:00:00Z';
const before = '2026-11-21T01:00:00Z';
const underWay = { open: 2, startsAt: '2026-11-22T01:00:00Z', endsAt: '2026-11-22T10:00:00Z' };
const toCome = { open: 2, startsAt: soon, endsAt: later };
const worked = { open: 2, startsAt: before, endsAt: earlier };
const gig = (said: Partial<StoredGig>): StoredGig => ({
  state: 'published',
  validUntil: later,
  together: false,
  shifts: [{ open: 2, startsAt: soon, endsAt: later }],
  ...said,
});

describe('gigState', () => {
  it.each([
    ['published', {}, 'published'],
    ['full without places', { shifts: [{ open: 0, startsAt: soon, endsAt: later }] }, 'full'],
    [
      'not full while one shift has places',
      {
        shifts: [
          { open: 0, startsAt: soon, endsAt: later },
          { open: 1, startsAt: soon, endsAt: later },
        ],
      },
      'published',
    ],
    [
      'full together when one shift is',
      {
        together: true,
        shifts: [
          { open: 0, startsAt: soon, endsAt: later },
          { open: 1, startsAt: soon, endsAt: later },
        ],
      },
      'full',
    ],
    [
      'full where only an ended shift has places',
      {
        shifts: [
          { open: 3, startsAt: before, endsAt: earlier },
          { open: 0, startsAt: soon, endsAt: later },
        ],
      },
      'full',
    ],
    [
      'never full with an unknown headcount',
      { shifts: [{ open: null, startsAt: soon, endsAt: later }] },
      'published',
    ],
    ['expired when validity is over', { validUntil: earlier }, 'expired'],
    ['expired at the moment itself', { validUntil: now }, 'expired'],
    [
      'expired when all shifts have ended',
      { shifts: [{ open: 2, startsAt: before, endsAt: earlier }] },
      'expired',
    ],
    ['expired rather than full', { shifts: [{ open: 0, startsAt: before, endsAt: earlier }] }, 'expired'],
    [
      'not expired with an undated shift',
      {
        shifts: [
          { open: 2, startsAt: before, endsAt: earlier },
          { open: 2, startsAt: null, endsAt: null },
        ],
      },
      'published',
    ],
    ['begun when the last shift has', { shifts: [worked, underWay] }, 'begun'],
    ['begun, whether or not a place is left', { shifts: [{ ...underWay, open: 0 }] }, 'begun'],
    ['begun at the moment itself', { shifts: [{ ...toCome, startsAt: now.toISOString() }] }, 'begun'],
    ['not begun while a day is to come', { shifts: [underWay, toCome] }, 'published'],
    ['full where the days to come are', { shifts: [underWay, { ...toCome, open: 0 }] }, 'full'],
    [
      'begun with the first day of what goes together',
      { shifts: [underWay, toCome], together: true },
      'begun',
    ],
    ['begun between two days of it', { shifts: [worked, toCome], together: true }, 'begun'],
    ['a draft stays one, whatever its dates', { state: 'draft', validUntil: earlier }, 'draft'],
    ['closed stays closed', { state: 'closed', validUntil: earlier }, 'closed'],
  ] as const)('%s', (_, said, expected) => {
    expect(gigState(gig(said), now)).toBe(expected);
  });

  it('shows everybody only what is published, full or begun', () => {
    const all = [...STORED_STATES, 'full', 'begun', 'expired'] as const;
    expect(all.filter(isPublic)).toEqual(['published', 'full', 'begun']);
  });
});

describe('needsReview', () => {
  const before = zPosting.parse({
    title: '卸水泥',
    description: '从车上卸到库房。',
    shifts: [{ startsAt: '2026-11-23T00:00:00Z', endsAt: later, headcount: 4 }],
    workplace: { regionId: '0123456789abcdef01234567', landmark: '桥头' },
    pay: { amountFen: 20000, unit: 'day', settlement: 'same_day' },
  });
  const [shift] = before.shifts;
  const verification = { validUntil: later };

  it.each([
    ['nothing', {}, false],
    ['nothing, in another order of spaces', { description: '从车上 卸到库房' }, false],
    ['a slip of the description', { description: '从车上卸到厍房。' }, false],
    ['more said in the description', { description: '从车上卸到库房，有叉车。' }, true],
    ['longer shown', { validUntil: '2026-12-30T00:00:00.000Z' }, false],
    ['how people are taken in', { bookingMode: 'choose' }, false],
    ['more people', { shifts: [{ ...shift!, headcount: 9 }] }, false],
    ['a shift that got its id', { shifts: [{ ...shift!, id: '0123456789abcdef01234567' }] }, false],
    ['pay', { pay: { ...before.pay, amountFen: 18000 } }, true],
    ['settlement', { pay: { ...before.pay, settlement: 'monthly' } }, true],
    ['place', { workplace: { ...before.workplace, landmark: '桥尾' } }, true],
    ['time', { shifts: [{ ...shift!, endsAt: '2026-11-23T12:00:00Z' }] }, true],
    ['another shift', { shifts: [shift!, shift!] }, true],
    ['a deposit in the words', { description: '先交押金 100 元。' }, true],
    ['a wish for men', { conditions: { ...before.conditions, sex: 'male' } }, true],
  ] as const)('%s', (_, change, expected) => {
    const after = zPosting.parse({ ...before, ...change });
    expect(needsReview({ before, after, flags: [], knownFlags: [], employer: { verification } }, now)).toBe(
      expected,
    );
  });

  const flag: Flag = {
    rule: 'pay.low',
    level: 'ask',
    field: 'pay',
    words: ['低'],
    article: '',
    detail: '',
    advice: '',
  } as unknown as Flag;
  const slip = { description: '从车上卸到厍房。' };
  const more = { shifts: [{ ...shift!, headcount: 9 }] };
  it.each([
    ['a slip, of who is not verified', slip, { employer: { verification: null } }, true],
    [
      'a slip, of whose verification has run out',
      slip,
      { employer: { verification: { validUntil: earlier } } },
      true,
    ],
    ['a slip, of who is watched', slip, { employer: { verification, watchedUntil: later } }, true],
    ['a slip, of who was', slip, { employer: { verification, watchedUntil: earlier } }, false],
    ['a slip, where a known flag is', slip, { flags: [flag], knownFlags: [flag] }, true],
    ['more people, of who is not verified', more, { employer: { verification: null } }, false],
    ['more people, where a known flag is', more, { flags: [flag], knownFlags: [flag] }, false],
    ['more people, with a new flag', more, { flags: [flag] }, true],
  ] as const)('by who posts it and what is flagged: %s', (_, change, around, expected) => {
    const after = zPosting.parse({ ...before, ...change });
    const judged = { before, after, flags: [], knownFlags: [], employer: { verification }, ...around };
    expect(needsReview(judged, now)).toBe(expected);
  });
});
