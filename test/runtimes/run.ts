/** Runs the smoke suite in a program, in workerd and in a page of Chromium. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { untilAborted } from '../../src/platform/delay.js';
import { outputOf } from '../interop/program.js';
import { startSmokeService } from './service.js';
import type { Report } from './stage.js';

/** A runtime that takes longer hangs. */
const limitMs = 60_000;

/** What differs in the environment of a child: it has no variable that the package reads, and no proxy. */
function environmentIn(home: string): Record<string, string | undefined> {
  const names = Object.keys(process.env);
  const own = names.filter((name) => /^(HUAWEICLOUD|NODE|DENO|BUN|.*_proxy)/i.test(name));
  const apart = { HOME: home, USERPROFILE: home, DENO_DIR: home, DENO_NO_UPDATE_CHECK: '1' };
  return { ...Object.fromEntries(own.map((name) => [name, undefined])), ...apart };
}

/**
 * What a program prints.
 *
 * @throws Error with what it printed when it fails or takes too long.
 */
export function outputIn(
  folder: string,
  [program = '', ...list]: readonly string[],
): Promise<string> {
  return outputOf({ program, arguments: list, folder, environment: environmentIn(folder) });
}

/**
 * Runs a program that prints the report.
 *
 * @param command the program and its arguments; the address of the service is added.
 * @param folder where it runs, and its home.
 */
export async function runProgram(command: readonly string[], folder: string): Promise<Report> {
  await using service = await startSmokeService();
  const output = await outputIn(folder, [...command, service.url]);
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
  const child = spawn(program, ['serve', 'worker.capnp', '--control-fd=1'], {
    cwd: folder,
    env: { ...process.env, ...environmentIn(folder) },
  });
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
