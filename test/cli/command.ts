/** The command as its users run it: a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** How a run of the command ended. */
export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Called with all of standard error so far, whenever there is more of it. */
export type OnStep = (stderr: string, kill: (signal: 'SIGINT' | 'SIGTERM') => void) => void;

/** Runs a program, which is the arguments of Node that start it, for a user who stands in `folder`. */
export function runProgram(
  program: string[],
  args: string[],
  { folder, temporary, onStep }: { folder: string; temporary: string; onStep?: OnStep },
): Promise<Ended> {
  const own = { INIT_CWD: folder, TMPDIR: temporary, TEMP: temporary };
  const env: NodeJS.ProcessEnv = { ...process.env, ...own };
  delete env['NODE_OPTIONS']; // What the test runner needs is nothing that a user has.
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { exitCode: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ended.stderr += text;
    onStep?.(ended.stderr, (signal) => child.kill(signal));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ ...ended, exitCode }));
  });
}

/** Gives `work` a fresh folder, and removes it afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vod-command-test-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The names in a folder, sorted. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
