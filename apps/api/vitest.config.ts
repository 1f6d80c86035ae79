import { defineConfig } from 'vitest/config';

// Tests run against real servers with real databases.
export default defineConfig({ test: { testTimeout: 20_000, hookTimeout: 30_000 } });
