import { configDefaults, defineConfig } from 'vitest/config';

// Processes are started and killed, and every commit waits for the disk: a busy machine takes its time.
// What kills servers, fills disks and asks thousands of random questions takes minutes, and can only break where this
// package changes: it runs where LONG is set, see scripts/lib/long-tests.mjs.
const exclude = process.env.LONG ? configDefaults.exclude : [...configDefaults.exclude, '**/*.long.test.ts'];

export default defineConfig({
  test: {
    exclude,
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 40_000 } },
  },
});
