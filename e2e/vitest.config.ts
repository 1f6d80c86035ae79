import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The page's own code runs as Node reads it: its project file is made by a build that is not needed here.
    server: { deps: { external: [/apps\/web\/(?:src|scripts)/] } },
    globalSetup: './support/demo-data.ts',
    name: 'e2e',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 40_000 } },
  },
});
