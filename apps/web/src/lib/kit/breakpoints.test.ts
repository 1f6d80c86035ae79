import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BREAKPOINTS } from './breakpoints.ts';

const SRC = new URL('../..', import.meta.url);
const KNOWN = Object.values(BREAKPOINTS).flatMap((at) => [`(width < ${at}px)`, `(width >= ${at}px)`]);

test('styles ask for no width but the three', () => {
  const asked = globSync('**/*.{svelte,css}', { cwd: SRC }).flatMap((file) =>
    [...readFileSync(new URL(file, SRC), 'utf8').matchAll(/@media[^{]*/g)].flatMap(([query]) =>
      [...query.matchAll(/\([^()]*width[^()]*\)/g)].map(([part]) => ({ file, part })),
    ),
  );
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter(({ part }) => !KNOWN.includes(part))).toEqual([]);
});
