/**
 * `npm run bench`: what signing, calling and importing cost, beside others, in one run and interleaved, because
 * the figures of a busy machine mean nothing by themselves. Speed is measured here and never in a test.
 *
 * Writes docs/measurements/ and the figures of docs/measurements.md. It never fails for being slow.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { format, resolveConfig } from 'prettier';
import type * as Signer from '../src/auth/signer.js';
import type * as Package from '../src/index.js';
import { compareCalls } from './bench/calls.js';
import { compareImports } from './bench/cold-import.js';
import { installPackage } from './bench/installed-package.js';
import { figuresOf, pictureOf, tablesOf, targetsOf } from './bench/report.js';
import { compareSigners } from './bench/signing.js';
import { root } from './run.js';

const rounds = { calls: 15, signing: 101, import: 41 };

const installed = await installPackage();
try {
  const vod = (await import(new URL('index.js', installed.modules).href)) as typeof Package;
  const signer = (await import(new URL('auth/signer.js', installed.modules).href)) as typeof Signer;
  const figures = figuresOf({
    // First, before this process has done much: its CPU time is what is measured.
    calls: await compareCalls(vod, rounds.calls),
    signing: await compareSigners(signer, rounds.signing),
    imports: await compareImports(installed.url, rounds.import),
  });
  const targets = targetsOf(figures);
  const tables = tablesOf(figures, targets);
  console.log(await formatted('markdown', tables));

  const machine = {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cpu: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
  };
  const folder = new URL('docs/measurements/', root);
  await mkdir(folder, { recursive: true });
  const found = JSON.stringify({ ...machine, rounds, ...figures, targets });
  await writeFile(new URL('calls.json', folder), await formatted('json', found));
  await writeFile(new URL('calls.svg', folder), pictureOf(figures));

  const guide = new URL('docs/measurements.md', root);
  const text = await readFile(guide, 'utf8');
  const measured = `Measured on ${machine.date} with Node ${machine.node} on ${machine.cpu}.\n\n${tables}`;
  const renewed = text.replace(
    /<!-- figures -->[^]*<!-- end of figures -->/,
    () => `<!-- figures -->\n\n${measured}\n<!-- end of figures -->`,
  );
  await writeFile(guide, await formatted('markdown', renewed));
} finally {
  await installed.remove();
}

async function formatted(parser: 'json' | 'markdown', text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(new URL('package.json', root))), parser });
}
