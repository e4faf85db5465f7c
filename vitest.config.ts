import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The test files that take longest, longest first: one that starts last leaves all other cores idle. */
const longest = [
  'docs/looks',
  'local/extraction/hostile-media',
  'local/store/durable-kill',
  'contract/workflows',
  'docs/page',
  'docs/guides',
  'cli/extract',
  'local/extraction/ffmpeg',
  'webhooks/mutations',
  'docs/samples/jobs',
  'local/extraction/ffmpeg-failures',
  'local/extraction/ffmpeg-containers',
].map((name) => `/test/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((end) => moduleId.endsWith(end));
      return index < 0 ? longest.length : index;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/** What tests of the client and its parts set up in their process (random numbers, clocks) is theirs alone. */
const isolated = ['client', 'extraction', 'credentials', 'webhooks', 'upload'].map((area) => `test/${area}/**`);

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // One more than there are cores, because much of the time goes into waiting: for polls, pauses and browsers.
    maxWorkers: availableParallelism() + 1,
    // Real HTTP, real FFmpeg and a real browser on a machine that may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'isolated',
          include: isolated.map((folder) => `${folder}/*.test.ts`),
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
          exclude: isolated,
          setupFiles: ['test/local/judged-answers.ts'],
          // In the same processes, one after the other: that saves the loading of the service and its libraries.
          isolate: false,
        },
      },
    ],
  },
});
