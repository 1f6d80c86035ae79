import { describe, expect, it } from 'vitest';
import { dueAt, mayPublishAtOnce, risk, verificationState } from './review.ts';

const now = new Date('2026-11-22T02:00:00Z');
const valid = { validUntil: '2027-01-01T00:00:00Z' };
const over = { validUntil: now };
const local = (time: string) => new Date(`2026-11-${time}:00+08:00`);

describe('dueAt', () => {
  it.each([
    ['a plain one in the morning', '22T10:00', 0, '22T12:00'],
    ['a risky one in the morning', '22T10:00', 10, '22T14:00'],
    ['handed in before opening', '22T06:30', 0, '22T11:00'],
    ['handed in an hour before closing', '22T17:00', 0, '23T10:00'],
    ['done exactly at closing', '22T16:00', 0, '22T18:00'],
    ['handed in at night', '22T23:00', 0, '23T11:00'],
    ['handed in at closing', '22T18:00', 10, '23T13:00'],
  ])('%s', (_, submitted, riskOfIt, due) => {
    expect(dueAt(local(submitted), riskOfIt)).toEqual(local(due));
  });

  it.each([
    ['work that begins before the clock would say', '22T23:00', '23T09:00', '23T08:00'],
    ['work that begins in an hour', '22T10:00', '22T11:00', '22T10:30'],
    ['work that begins after it', '22T10:00', '23T09:00', '22T12:00'],
    ['work that has begun', '22T10:00', '22T09:00', '22T12:00'],
    ['work without a time', '22T10:00', null, '22T12:00'],
  ])('%s', (_, submitted, begins, due) => {
    expect(dueAt(local(submitted), 0, begins === null ? null : local(begins))).toEqual(local(due));
  });
});

describe('risk', () => {
  const ask = { rule: 'age.limit', level: 'ask' } as const;
  const block = { rule: 'fees.deposit', level: 'block' } as const;
  const bait = { rule: 'bait.contact', level: 'ask' } as const;

  it('is nothing for a clean posting of a verified employer', () => {
    expect(risk([], 'verified', false)).toBe(0);
  });

  it('grows with flags, with bait, without verification and when forwarded', () => {
    const order = [
      risk([], 'verified', false),
      risk([], 'verified', true),
      risk([], 'expired', false),
      risk([], 'none', false),
      risk([bait], 'verified', false),
      risk([block], 'verified', false),
      risk([block, ask], 'none', true),
    ];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
    expect(order.every(Number.isInteger)).toBe(true);
  });
});

describe('verification', () => {
  it.each([
    ['in force', valid, 'verified', true],
    ['ending this moment', over, 'expired', false],
    ['never', null, 'none', false],
  ] as const)('%s', (_, verification, state, atOnce) => {
    expect(verificationState(verification, now)).toBe(state);
    expect(mayPublishAtOnce([], { verification }, now)).toBe(atOnce);
  });

  it('publishes nothing flagged at once', () => {
    expect(mayPublishAtOnce([{ rule: 'age.limit' }], { verification: valid }, now)).toBe(false);
  });

  it.each([
    ['while it is watched', valid.validUntil, false],
    ['when that is over', over.validUntil, true],
    ['never watched', null, true],
  ])('publishes what an employer posts at once: %s', (_, watchedUntil, atOnce) => {
    expect(mayPublishAtOnce([], { verification: valid, watchedUntil }, now)).toBe(atOnce);
  });
});
