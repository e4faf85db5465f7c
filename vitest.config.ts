import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/local/judged-answers.ts'],
    typecheck: { enabled: true, include: ['test/**/*.test-d.ts'] },
    // vitest would leave one of two cores to others.
    maxWorkers: availableParallelism(),
    // Real HTTP, real FFmpeg and a real browser on a machine that may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
