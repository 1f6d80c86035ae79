import { defineConfig } from 'vitest/config';

// Tests run against real servers with real databases; a timeout is there for what hangs, on a busy machine too.
export default defineConfig({
  // All of the API is read once by each worker, not by each file: tests share no more than a process of theirs would.
  test: { isolate: false, testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 40_000 } } },
});
