/** The smoke suite in the two runtimes that are at hand; `npm run runtimes` has the others, with the built package. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { root as rootUrl, temporaryFolder } from '../../scripts/run.js';
import { launchBrowser } from '../docs/browser.js';
import { bundled } from './entry.js';
import { inChromium, onNode, problemsOf } from './expected.js';
import { runPage, runProgram } from './run.js';

const root = fileURLToPath(rootUrl);
/** The sources, so that no build is needed. */
const alias = {
  'huaweicloud-vod/credentials': join(root, 'src/credentials/index.ts'),
  'huaweicloud-vod/webhooks': join(root, 'src/webhooks/index.ts'),
  'huaweicloud-vod': join(root, 'src/index.ts'),
};

it('passes in this Node, over node:http', async () => {
  await using folder = await temporaryFolder('smoke');
  const module = await bundled('program', root, { platform: 'node', alias });
  await writeFile(join(folder.path, 'smoke.mjs'), module);
  const report = await runProgram([process.execPath, 'smoke.mjs'], folder.path);
  expect(problemsOf(report, onNode)).toEqual([]);
});

it('passes in a page of Chromium, over fetch', async () => {
  const module = await bundled('page', root, { platform: 'browser', alias });
  await using browser = await launchBrowser();
  expect(problemsOf(await runPage(browser, module), inChromium)).toEqual([]);
});
