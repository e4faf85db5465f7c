/** Shell scripts that stand in for FFmpeg's programs, and the processes that they become. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Programs } from '../../../src/local/extraction/ffmpeg-programs.js';

/** Puts scripts in place of the programs in a folder; questions about their version still reach the real ones. */
export async function dressUp(
  folder: string,
  real: Programs | undefined,
  scripts: { ffmpeg?: string; ffprobe?: string },
): Promise<void> {
  for (const name of ['ffmpeg', 'ffprobe'] as const) {
    const passOn = `exec '${real?.[name] ?? ''}' "$@"`;
    const script = `case "$*" in *-version|*-encoders) ${passOn};; esac\n${scripts[name] ?? passOn}`;
    await writeScript(join(folder, name), script);
  }
}

/** Writes a script that can be run. */
export function writeScript(file: string, script: string): Promise<void> {
  return writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** A process that has ended is none, even when nobody has asked for that yet. */
export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X');
  return !/\) [ZX]/.test(stat);
}

/** The number of a process that writes it to a file, soon. */
export async function readPid(file: string): Promise<number> {
  return vi.waitFor(async () => {
    const pid = Number(await readFile(file, 'utf8'));
    expect(pid).toBeGreaterThan(0);
    return pid;
  }, 10_000);
}
