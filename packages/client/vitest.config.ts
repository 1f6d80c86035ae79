import { defineConfig } from 'vitest/config';

// Tests run against real servers; a timeout is there for what hangs, on a busy machine too.
export default defineConfig({ test: { testTimeout: 180_000, hookTimeout: 180_000 } });
