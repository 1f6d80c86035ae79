import { expect, test } from 'vitest';

const { webCircles, wrongImport } = (await import(
  new URL('../../../scripts/check-rooms.mjs', import.meta.url).href
)) as {
  wrongImport: (file: string, to: string) => string | null;
  webCircles: (files: Map<string, { imports: { to: string }[] }>) => string[][];
};

const api = (file: string) => `apps/api/src/${file}`;

test.each([
  ['a feature that stands behind', 'modules/gigs/submit.ts', 'modules/bookings/public.ts'],
  ['what is behind a door', 'modules/bookings/take.ts', 'modules/gigs/model.ts'],
  ['what is behind a door, to start the API', 'main.ts', 'modules/imports/aside/reader.ts'],
  ['a feature for the platform', 'platform/problem.ts', 'modules/gigs/problems.ts'],
  ['words of features for the platform', 'platform/problem.ts', 'words/words.ts'],
])('refused is %s', (_, from, to) => {
  expect(wrongImport(api(from), api(to))).not.toBeNull();
});

test.each([
  ['packages/rules/src/pay.ts', 'node:fs'],
  ['packages/contracts/src/gig.ts', 'packages/rules/src/pay.ts'],
  ['packages/contracts/src/gig.ts', 'hono'],
  ['packages/matching/src/filter.ts', 'apps/api/src/deps.ts'],
  ['apps/web/src/lib/kit/Button.svelte', 'apps/web/src/lib/features/gig/ticket.ts'],
  ['apps/web/src/lib/kit/Field.svelte', 'packages/contracts/src/limits.ts'],
  ['apps/web/src/lib/kit/Field.svelte', 'apps/web/src/lib/words/words.ts'],
  ['apps/web/src/lib/live/live.svelte.ts', 'apps/web/src/lib/features/feed/live.ts'],
  ['apps/web/src/lib/features/feed/here.ts', 'apps/web/src/lib/server/guard.ts'],
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

test('two features of the web that need each other are a circle, one that needs another is none', () => {
  const web = (file: string) => `apps/web/src/lib/features/${file}`;
  const circlesOf = (...needs: [file: string, to: string][]) =>
    webCircles(new Map(needs.map(([file, to]) => [web(file), { imports: [{ to: web(to) }] }])));
  expect(circlesOf(['gig/a.ts', 'feed/b.ts'], ['feed/c.ts', 'map/d.ts'])).toEqual([]);
  expect(circlesOf(['gig/a.ts', 'feed/b.ts'], ['feed/c.ts', 'gig/d.ts'])).toEqual([['feed', 'gig']]);
  expect(circlesOf(['gig/a.ts', 'feed/b.ts'], ['feed/c.test.ts', 'gig/d.ts'])).toEqual([]);
});
