import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What tests of the client and its parts set up in their process (random numbers, clocks) is theirs alone. */
const isolated = ['client', 'extraction', 'credentials', 'webhooks', 'upload'].map(
  (area) => `test/${area}/**`,
);
/** Browsers, kills, hostile media, fuzzing, workflows, guides: `npm run test:all` has them, `npm test` has not. */
const slow = '**/*.slow.test.ts';

export default defineConfig(({ mode }) => {
  const left = mode === 'all' ? [] : [slow];
  return {
    test: {
      // One more than there are cores, because much of the time goes into waiting: for polls, pauses and browsers.
      maxWorkers: availableParallelism() + 1,
      // Real HTTP, real FFmpeg and a real browser on a machine that may be busy.
      testTimeout: 30_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
      projects: [
        {
          extends: true,
          test: {
            name: 'isolated',
            include: isolated.map((folder) => `${folder}/*.test.ts`),
            exclude: left,
            // The compiler looks at the type tests and the samples; `npm run lint` has it look at all.
            typecheck: {
              enabled: true,
              include: ['test/**/*.test-d.ts'],
              tsconfig: 'tsconfig.test.json',
            },
          },
        },
        {
          extends: true,
          test: {
            name: 'together',
            include: ['test/**/*.test.ts'],
            exclude: [...isolated, ...left],
            setupFiles: ['test/local/judged-answers.ts'],
            // In the same processes, one after the other: that saves the loading of the service and its libraries.
            isolate: false,
          },
        },
      ],
    },
  };
});
