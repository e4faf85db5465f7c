/** Runs the tools that npm installed, for the scripts of this folder. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a trailing slash. */
export const root = new URL('../', import.meta.url);

/** What a tool printed, and how it ended. */
export interface ToolResult {
  /** The exit code; 1 when a signal ended it. */
  code: number;
  /** Standard output and standard error, in the order of arrival. */
  output: string;
}

/**
 * Runs a tool of `node_modules/.bin` in the root of the repository and waits for its end.
 *
 * Redocly is told to stay off the network: its commands otherwise report telemetry and look for updates.
 *
 * @example
 * const { code, output } = await runTool('tsc', '--noEmit');
 */
export function runTool(tool: string, ...args: string[]): Promise<ToolResult> {
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
