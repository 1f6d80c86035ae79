import { Types } from 'mongoose';
import { expect, test } from 'vitest';
import type { EmployerRecord } from './model.ts';
import { employerPublic, validUntil, verificationState } from './verification.ts';

test.each([
  ['2026-01-15T03:00:00.000Z', '2026-07-15T03:00:00.000Z'],
  ['2026-08-31T03:00:00.000Z', '2027-02-28T03:00:00.000Z'],
  ['2027-08-31T03:00:00.000Z', '2028-02-29T03:00:00.000Z'],
  ['2026-10-31T20:00:00.000Z', '2027-04-30T20:00:00.000Z'],
])('checked at %s it holds until %s', (at, until) => {
  expect(validUntil(new Date(at)).toISOString()).toBe(until);
});

const at = new Date('2026-11-01T00:00:00Z');
const employer = (kind: EmployerRecord['kind'], checked: boolean): EmployerRecord => ({
  _id: new Types.ObjectId('0123456789abcdef01234567'),
  name: '次仁家',
  kind,
  creditCode: '91110000802100433B',
  regionId: new Types.ObjectId(),
  regionPath: [],
  contactPhone: '+8613812341234',
  verification: checked
    ? { checks: ['identity_card'], byOffice: '卡若区零工站', at, validUntil: validUntil(at) }
    : null,
  sourceName: null,
  createdAt: at,
});

test.each([
  [false, '2026-11-02T00:00:00Z', 'none'],
  [true, '2026-11-02T00:00:00Z', 'verified'],
  [true, '2027-04-30T23:59:59Z', 'verified'],
  [true, '2027-05-01T00:00:00Z', 'expired'],
] as const)('checked %s, on %s: %s', (checked, now, state) => {
  expect(verificationState(employer('business', checked), new Date(now))).toBe(state);
});

test.each([
  ['household', '2026-11-02T00:00:00Z', null, true],
  ['business', '2026-11-02T00:00:00Z', '次仁家', true],
  ['business', '2027-06-01T00:00:00Z', '次仁家', false],
] as const)('a %s on %s is shown as %s, check shown: %s', (kind, now, name, shown) => {
  const seen = employerPublic(employer(kind, true), new Date(now));
  expect(seen.name).toBe(name);
  expect(seen.verification !== null).toBe(shown);
  const text = JSON.stringify(seen);
  expect(text).not.toContain('13812341234');
  expect(text).not.toContain('91110000802100433B');
});
