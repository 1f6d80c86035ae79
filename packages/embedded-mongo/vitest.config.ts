import { defineConfig } from 'vitest/config';

// Processes are started and killed, and every commit waits for the disk: a busy machine takes its time.
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } },
});
