/** The samples in curl and TypeScript do the job. Those in other languages: `npm run interop`. */
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { jobOf } from './job.js';
import { type Language, missingProgram } from './language.js';

const tsx = import.meta.resolve('tsx');

const languages: (Language & { missing: string | undefined })[] = [
  {
    name: 'curl',
    commandOf: (operation) => ({ program: 'bash', arguments: [`${operation}.sh`] }),
    missing: missingProgram(['bash', '--version'], ['curl', '--fail-with-body', '--version']),
  },
  {
    name: 'TypeScript',
    commandOf: (operation) => ({
      program: process.execPath,
      arguments: ['--import', tsx, `${operation}.ts`], // What `tsx` does, without its second process.
      // The tsconfig.json there says that the package is the one in src/.
      environment: { TSX_TSCONFIG_PATH: 'tsconfig.json' },
    }),
    missing: undefined,
  },
];

describe.each(languages)('the job by the samples in $name', ({ missing, ...language }) => {
  let local: LocalVod;
  beforeAll(async () => {
    local = await startLocalVod();
  });
  afterAll(() => local.close());
  beforeEach((context) => {
    if (missing !== undefined) context.skip(`This machine has no ${missing} that will do.`);
  });

  for (const { name, run } of jobOf(language, () => local)) it(name, { timeout: 60_000 }, run);
});
