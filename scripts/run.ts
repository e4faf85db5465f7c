/** What the scripts of this folder share: the root, the tools that npm installed, and temporary folders. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a trailing slash. */
export const root = new URL('../', import.meta.url);

/**
 * Runs a tool of `node_modules/.bin` in the root of the repository and waits for its end.
 *
 * Redocly is told to stay off the network: its commands otherwise report telemetry and look for updates.
 *
 * @returns the exit code, 1 when a signal ended it, and what it printed, in the order of arrival.
 */
export function runTool(
  tool: string,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const cwd = fileURLToPath(root);
  return new Promise((resolve, reject) => {
    const child = spawn(fileURLToPath(new URL(`node_modules/.bin/${tool}`, root)), args, {
      cwd,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      // npm's shims are scripts of the shell on Windows, which only a shell can start.
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

/** A new folder that is removed at the end of the scope: `await using folder = await temporaryFolder('lint')`. */
export async function temporaryFolder(purpose: string) {
  const path = await mkdtemp(join(tmpdir(), `vod-${purpose}-`));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
