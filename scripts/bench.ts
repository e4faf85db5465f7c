/**
 * `npm run bench`: what signing, calling and importing cost, and what the local service takes, beside others, in
 * one run and interleaved, because the figures of a busy machine mean nothing by themselves. Speed is measured here
 * and never in a test.
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
import { compareCreates } from './bench/durable-creates.js';
import { compareExtractions } from './bench/extractions.js';
import { installPackage } from './bench/installed-package.js';
import { localFiguresOf, localTablesOf, localTargetsOf } from './bench/local-report.js';
import { measureMemory } from './bench/peak-memory.js';
import { figuresOf, pictureOf, tablesOf, targetsOf } from './bench/report.js';
import { compareSigners } from './bench/signing.js';
import { targetTable } from './bench/tables.js';
import { root } from './run.js';

const rounds = { calls: 15, signing: 101, import: 41, extractions: 3, creates: 9 };

const installed = await installPackage();
try {
  const { modules, url } = installed;
  const vod = (await import(new URL('index.js', modules).href)) as typeof Package;
  const signer = (await import(new URL('auth/signer.js', modules).href)) as typeof Signer;
  // First, before this process has done much: its CPU time is what is measured.
  const calls = await compareCalls(vod, rounds.calls);
  const signing = await compareSigners(signer, rounds.signing);
  const imports = await compareImports(url, rounds.import);
  const creates = await compareCreates(modules, rounds.creates);
  const extractions = await compareExtractions(rounds.extractions);
  const memory = await measureMemory();
  const figures = figuresOf({ calls, signing, imports });
  const localFigures = localFiguresOf({ extractions, creates, memory, imports });
  const targets = [...targetsOf(figures), ...localTargetsOf(localFigures)];
  const parts = [...tablesOf(figures), ...localTablesOf(localFigures), targetTable(targets)];
  const tables = parts.join('\n');
  console.log(await formatted('markdown', tables));

  const machine = {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cpu: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
  };
  const folder = new URL('docs/measurements/', root);
  await mkdir(folder, { recursive: true });
  const found = JSON.stringify({ ...machine, rounds, ...figures, local: localFigures, targets });
  await writeFile(new URL('figures.json', folder), await formatted('json', found));
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
