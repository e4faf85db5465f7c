/** The samples in curl and TypeScript do the job. Those in other languages: `npm run interop`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { makePlain } from '../../cli/plain-javascript.js';
import { jobOf } from './job.js';
import { type Language, missingProgram } from './language.js';

/** The samples in TypeScript as JavaScript. */
let plain = '';
beforeAll(async () => {
  plain = await mkdtemp(join(tmpdir(), 'samples-'));
  // The tsconfig.json there says that the package is the one in src/.
  await makePlain(plain, ['openapi/samples/*.ts'], 'openapi/samples/tsconfig.json');
});
afterAll(() => rm(plain, { recursive: true }));

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
      arguments: [join(plain, `${operation}.js`)],
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
