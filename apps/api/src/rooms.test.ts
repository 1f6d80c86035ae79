import { expect, test } from 'vitest';

const { wrongImport } = (await import(new URL('../../../scripts/check-rooms.mjs', import.meta.url).href)) as {
  wrongImport: (file: string, to: string) => string | null;
};

const api = (file: string) => `apps/api/src/${file}`;

test.each([
  ['a feature that stands behind', 'modules/gigs/submit.ts', 'modules/bookings/public.ts'],
  ['what is behind a door', 'modules/bookings/take.ts', 'modules/gigs/model.ts'],
  ['what is behind a door, to start the API', 'main.ts', 'modules/imports/aside/reader.ts'],
  ['a feature for the platform', 'platform/problem.ts', 'modules/gigs/problems.ts'],
  ['words of features for the platform', 'platform/problem.ts', 'messages/station.ts'],
])('refused is %s', (_, from, to) => {
  expect(wrongImport(api(from), api(to))).not.toBeNull();
});

test.each([
  ['packages/rules/src/pay.ts', 'node:fs'],
  ['packages/contracts/src/gig.ts', 'packages/rules/src/pay.ts'],
  ['packages/contracts/src/gig.ts', 'hono'],
  ['packages/matching/src/filter.ts', 'apps/api/src/deps.ts'],
  ['apps/web/src/lib/ui/Button.svelte', 'apps/web/src/lib/features/gigs/state.ts'],
])('refused for %s is %s', (from, to) => {
  expect(wrongImport(from, to)).not.toBeNull();
});

test.each([
  ['modules/bookings/take.ts', 'modules/gigs/public.ts'],
  ['modules/bookings/take.ts', 'modules/bookings/model.ts'],
  ['features.ts', 'modules/gigs/feature.ts'],
  ['deps.ts', 'modules/gigs/hooks.ts'],
  ['modules/gigs/submit.ts', 'platform/problem.ts'],
])('let through for %s is %s', (from, to) => {
  expect(wrongImport(api(from), api(to))).toBeNull();
});
