/** Runs the smoke suite in a program, in workerd and in a page of Chromium. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { untilAborted } from '../../src/platform/delay.js';
import { startSmokeService } from './service.js';
import type { Report } from './stage.js';

/** A runtime that takes longer hangs. */
const limitMs = 60_000;

/** Variables of the child: none that the package reads, so that nobody's own settings or keys are used. */
function environment(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(HUAWEICLOUD|NODE|DENO|BUN|.*_proxy)/i.test(name),
  );
  const apart = { HOME: home, USERPROFILE: home, DENO_DIR: home, DENO_NO_UPDATE_CHECK: '1' };
  return { ...Object.fromEntries(own), ...apart };
}

/**
 * Runs a program that prints the report.
 *
 * @param command the program and its arguments; the address of the service is added.
 * @param folder where it runs, and its home.
 */
export async function runProgram(command: readonly string[], folder: string): Promise<Report> {
  await using service = await startSmokeService();
  const output = await outputOf([...command, service.url], folder);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Report; // Judged by problemsOf.
}

/**
 * Runs a module of workers in workerd.
 *
 * @param program the path of workerd.
 * @param flags its compatibility flags.
 */
export async function runWorker(
  program: string,
  module: string,
  folder: string,
  flags: string[] = [],
): Promise<Report> {
  await writeFile(join(folder, 'worker.js'), module);
  await writeFile(
    join(folder, 'worker.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2025-01-01",
      compatibilityFlags = ${JSON.stringify(flags)},
    )),
    # Nothing but this machine.
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
  );
  await using service = await startSmokeService();
  // It says on this descriptor which port it got.
  const child = start([program, 'serve', 'worker.capnp', '--control-fd=1'], folder);
  try {
    const port = await portOf(child);
    const answer = await fetch(`http://127.0.0.1:${port}/?${encodeURIComponent(service.url)}`, {
      signal: AbortSignal.timeout(limitMs),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The worker answered ${answer.status}: ${text}`);
    return JSON.parse(text) as Report; // As above.
  } finally {
    child.kill('SIGKILL');
  }
}

/** Runs a module in a page of the browser. */
export async function runPage(browser: Browser, module: string): Promise<Report> {
  await using service = await startSmokeService(module);
  await using page = await browser.newPage();
  await page.goto(service.url);
  const waiting = page.evaluate<Report | undefined>('globalThis.report');
  const report = await untilAborted(waiting, AbortSignal.timeout(limitMs));
  if (!report) throw new Error('The module of the page did not start.');
  return report;
}

/**
 * What a program prints.
 *
 * @throws Error with what it printed when it fails or takes too long.
 */
export function outputOf(command: readonly string[], folder: string): Promise<string> {
  const child = start(command, folder);
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  let output = '';
  let complaints = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else reject(new Error(`It ended with ${signal ?? String(code)}: ${complaints}${output}`));
    });
  });
}

function start([program = '', ...args]: readonly string[], folder: string): ChildProcess {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return spawn(program, args, { cwd: folder, env: environment(folder), stdio: [...stdio] });
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let complaints = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const [, port] = /"port":\s*(\d+)/.exec(text) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`workerd did not start: ${complaints}`)));
  });
}
