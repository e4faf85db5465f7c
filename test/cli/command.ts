/** The command in a process and a folder of its own, and what it has to print. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { AudioFrames } from '../audio-frames.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** How a run of the command ended. */
export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Called with all of standard error, each time when there is more of it. */
export type OnStep = (stderr: string, kill: (signal: NodeJS.Signals) => void) => void;

/**
 * Runs a program, given as arguments of Node, for a user in `folder`.
 *
 * @param options.stdout takes the place of standard output: an open file, or a pipe that the reader has closed.
 */
export function runProgram(
  program: string[],
  args: string[],
  {
    folder,
    temporary,
    onStep,
    stdout = 'pipe',
  }: { folder: string; temporary: string; onStep?: OnStep; stdout?: number | 'pipe' | 'closed' },
): Promise<Ended> {
  const own = { INIT_CWD: folder, TMPDIR: temporary, TEMP: temporary };
  const env: NodeJS.ProcessEnv = { ...process.env, ...own };
  delete env['NODE_OPTIONS']; // Those of the test runner.
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', stdout === 'closed' ? 'pipe' : stdout, 'pipe'],
  });
  if (stdout === 'closed') child.stdout?.destroy();
  const ended: Ended = { exitCode: null, stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    ended.stderr += text;
    onStep?.(ended.stderr, (signal) => child.kill(signal));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ ...ended, exitCode }));
  });
}

/** Expects one line for the user, without a stack, and no result. */
export function expectFailure(ended: Ended, exitCode: number, says: RegExp): void {
  const lines = ended.stderr.trimEnd().split('\n');
  expect(lines.at(-1)).toMatch(/^vod: /);
  expect(lines.at(-1)).toMatch(says);
  // The other lines are finished steps.
  expect(lines.slice(0, -1).filter((line) => !line.startsWith('✔ '))).toEqual([]);
  expect(ended).toMatchObject({ exitCode, stdout: '' });
}

/** Expects the audio of the sample. */
export function expectAudio(audio: AudioFrames, bitRateKbps: unknown): void {
  expect(audio).toMatchObject({ sampleRateHz: 44_100, channels: 2, bitRateKbps });
  expect(Math.abs(audio.durationSeconds - 11.5)).toBeLessThan(0.1);
}

/** Gives `work` a new folder, and removes it afterwards. */
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
