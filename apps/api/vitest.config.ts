import { defineConfig } from 'vitest/config';

// Tests run against real servers with real databases.
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } },
});
