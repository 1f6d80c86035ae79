import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'apps/*', 'e2e'],
    // Tests wait for disks, other processes and clocks much of the time: on a small machine too, two are quicker than one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
