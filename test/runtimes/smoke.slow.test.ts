/** The smoke suite in the two runtimes that are at hand; `npm run runtimes` has the others, with the built package. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { launchBrowser } from '../docs/browser.js';
import { bundled } from './entry.js';
import { inChromium, onNode, problemsOf } from './expected.js';
import { runPage, runProgram } from './run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The sources, so that no build is needed. */
const alias = {
  'huaweicloud-vod/credentials': join(root, 'src/credentials/index.ts'),
  'huaweicloud-vod/webhooks': join(root, 'src/webhooks/index.ts'),
  'huaweicloud-vod': join(root, 'src/index.ts'),
};

it('passes in this Node, over node:http', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vod-runtimes-'));
  try {
    const module = await bundled('program', root, { platform: 'node', alias });
    await writeFile(join(folder, 'smoke.mjs'), module);
    const report = await runProgram([process.execPath, 'smoke.mjs'], folder);
    expect(problemsOf(report, onNode)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('passes in a page of Chromium, over fetch', async () => {
  const module = await bundled('page', root, { platform: 'browser', alias });
  const browser = await launchBrowser();
  try {
    const report = await runPage(browser, module);
    expect(problemsOf(report, inChromium)).toEqual([]);
  } finally {
    await browser.close();
  }
});
