/**
 * `npm run runtimes`: the smoke suite in every runtime, with the package as a user installs it.
 *
 * The programs of the runtimes come from npm on first use (1.1 GB) and stay in node_modules/.cache.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../test/docs/browser.js';
import { checkDeclarations, compileConsumer, consumers } from '../test/runtimes/consumer.js';
import { bundled, entryModule, suiteModule } from '../test/runtimes/entry.js';
import {
  inChromium,
  inPlainWorkerd,
  inWorkerd,
  onFetch,
  onNode,
  problemsOf,
} from '../test/runtimes/expected.js';
import { extractWithPlugNPlay } from '../test/runtimes/plug-n-play.js';
import { installPrograms, npm } from '../test/runtimes/programs.js';
import { runPage, runProgram, runWorker } from '../test/runtimes/run.js';
import type { Facts, Report } from '../test/runtimes/stage.js';
import { root, temporaryFolder } from './run.js';

/** Does something, and prints a line: the runtime, how long it took, what was checked or what failed. */
async function row(name: string, version: string, work: () => Promise<string>): Promise<void> {
  const start = performance.now();
  const outcome = await work().catch((error: unknown) => {
    process.exitCode = 1;
    return `FAIL\n      ${String(error).replaceAll('\n', '\n      ')}`;
  });
  const duration = `${(performance.now() - start).toFixed(0)} ms`;
  console.log(`${name.padEnd(12)} ${version.padEnd(14)} ${duration.padStart(8)}  ${outcome}`);
}

/** As `row`, for a run of the suite. */
function suite(
  name: string,
  version: string,
  expected: Facts,
  run: () => Promise<Report>,
): Promise<void> {
  return row(name, version, async () => {
    const report = await run();
    const problems = problemsOf(report, expected);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return `${report.checks.length} checks, ${expected.http}, SMN ${expected.smn}`;
  });
}

await using temporary = await temporaryFolder('runtimes');
const folder = temporary.path;
const programs = await installPrograms();
const packed = await npm(fileURLToPath(root), 'pack', '--silent', '--pack-destination', folder);
await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
await npm(folder, 'install', '--prefer-offline', join(folder, packed));
await writeFile(join(folder, 'smoke.js'), await suiteModule());
await writeFile(join(folder, 'entry.js'), entryModule('program', './smoke.js'));

for (const { version, path } of programs.node) {
  await suite('Node', version, onNode, () => runProgram([path, 'entry.js'], folder));
}
const { deno, bun, workerd } = programs;
const allowed = [
  '--allow-net=127.0.0.1',
  '--allow-env=HUAWEICLOUD_SDK_CREDENTIALS_FILE',
  '--allow-read=.',
];
const offline = ['--cached-only', '--node-modules-dir=manual', '--no-prompt'];
await suite('Deno', deno.version, onFetch, () =>
  runProgram([deno.path, 'run', ...offline, ...allowed, 'entry.js'], folder),
);
await suite('Bun', bun.version, onFetch, () =>
  runProgram([bun.path, 'run', '--no-install', 'entry.js'], folder),
);
const worker = await bundled('worker', folder, { conditions: ['workerd', 'worker', 'browser'] });
await suite('workerd', workerd.version, inPlainWorkerd, () =>
  runWorker(workerd.path, worker, folder),
);
await suite('workerd+node', workerd.version, inWorkerd, () =>
  runWorker(workerd.path, worker, folder, ['nodejs_compat']),
);
await using browser = await launchBrowser();
await suite('Chromium', browser.version(), inChromium, async () =>
  runPage(browser, await bundled('page', folder, { platform: 'browser' })),
);
for (const { version, path } of programs.typescript) {
  for (const consumer of consumers) {
    await row('TypeScript', version, () => compileConsumer(folder, path, consumer));
  }
}
await row('Yarn PnP', programs.yarn.version, () =>
  extractWithPlugNPlay(folder, programs.yarn.path, join(folder, packed)),
);
await row('Declarations', '', () => checkDeclarations(folder));
