import type { GigDetail } from '@linggong/contracts/gig.ts';
import { expect, test } from 'vitest';
import { jobPosting } from './job-posting.ts';

const gig = {
  number: '028461',
  title: '卸车 </script><script>alert(1)</script>',
  description: '',
  publishedAt: '2026-11-22T00:00:00Z',
  validUntil: '2026-11-25T00:00:00Z',
  headcount: null,
  employer: { name: null },
  place: { regionNames: ['昌都市', '卡若区', '如意乡'], landmark: '' },
  pay: { amountFen: 22_000, amountMaxFen: null, unit: 'day' },
} as unknown as GigDetail;

test('what an employer typed can’t end the script', () => {
  const text = jobPosting(gig, 'https://x.example/gigs/028461');
  expect(text).not.toMatch(/[<>&]/);
  expect(JSON.parse(text).title).toBe(gig.title);
});

test('pay by the day, in yuan', () => {
  expect(JSON.parse(jobPosting(gig, '')).baseSalary).toMatchObject({
    currency: 'CNY',
    value: { value: 220, unitText: 'DAY' },
  });
});

test('what is not known is left out, and a household is not named', () => {
  const posting = JSON.parse(jobPosting({ ...gig, pay: { ...gig.pay, amountFen: null } }, ''));
  expect(posting).not.toHaveProperty('baseSalary');
  expect(posting).not.toHaveProperty('totalJobOpenings');
  expect(posting.hiringOrganization).toBe('confidential');
});
