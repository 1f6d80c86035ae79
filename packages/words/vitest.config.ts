import { defineConfig } from 'vitest/config';

// Nothing here changes what another file reads: each worker reads the package once.
export default defineConfig({ test: { isolate: false } });
