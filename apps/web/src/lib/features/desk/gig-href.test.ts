import { expect, test } from 'vitest';
import { gigHref } from './gig-href.ts';

test.each([
  ['in_review', '/desk/gigs/7'],
  ['returned', '/desk/gigs/7'],
  ['refused', '/desk/gigs/7'],
  ['withdrawn', '/desk/gigs/7'],
  ['published', '/desk/public/7'],
  ['full', '/desk/public/7'],
  ['begun', '/desk/public/7'],
  ['closed', '/desk/public/7'],
  ['expired', '/desk/public/7'],
] as const)('a gig that is %s is decided about at %s', (state, href) => {
  expect(gigHref('7', state)).toBe(href);
});
