import { expect, test } from 'vitest';
import { consentValue } from '#lib/features/account/consent.ts';
import { readConsent } from './read-consent.ts';

const formOf = (value: string | null) => {
  const form = new FormData();
  if (value !== null) form.set('consent', value);
  return form;
};

test('what was shown comes back from the box', () => {
  const shown = { terms: '2026-11-30', privacy: '2027-01-01.b' };
  expect(readConsent(formOf(consentValue(shown)))).toEqual(shown);
});

test.each([null, '', 'on', 'true', '2026-11-30', '2026-11-30 <b>'])('%j is no consent', (value) => {
  expect(readConsent(formOf(value))).toBeNull();
});
