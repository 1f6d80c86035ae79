import { defineConfig } from 'vitest/config';

// Processes are started and killed, and every commit waits for the disk: a busy machine takes its time.
export default defineConfig({
  test: { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 40_000 } } },
});
