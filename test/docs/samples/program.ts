/** Runs the programs of other languages. */
import { spawn, spawnSync } from 'node:child_process';

/** A program with its arguments. */
export interface Command {
  program: string;
  arguments: string[];
  /** The folder in which it runs. Default: that of the tests. */
  folder?: string;
  /** Variables that are added to the environment of the tests; undefined takes one away. */
  environment?: Record<string, string | undefined>;
  /** When it is ended, in milliseconds. Default: a minute. */
  timeoutMs?: number;
}

/** How a program ended. */
export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program, with a text as its standard input, and waits for its end. */
export function run(command: Command, input = ''): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  delete env['NODE_OPTIONS']; // The options of the test runner are not those of a reader.
  const child = spawn(command.program, command.arguments, {
    cwd: command.folder,
    env: { ...env, ...command.environment },
    timeout: command.timeoutMs ?? 60_000,
  });
  const ended: Ended = { exitCode: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  child.stdin.on('error', () => undefined); // A program may end without reading it.
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve({ ...ended, exitCode });
    });
  });
}

/** Runs a program that has to succeed, and returns what it printed. */
export async function outputOf(command: Command): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command);
  if (exitCode !== 0) throw new Error(`${command.program} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** The first of the programs that this machine does not have; undefined when it has them all. */
export function missingProgram(
  ...versions: [program: string, ...arguments: string[]][]
): string | undefined {
  return versions.find(([program, ...options]) => spawnSync(program, options).status !== 0)?.[0];
}
