/** Runs the programs of other languages. */
import { execFile, spawnSync } from 'node:child_process';

/** A program with its arguments. */
export interface Command {
  program: string;
  arguments: string[];
  /** The folder in which it runs. Default: that of the tests. */
  folder?: string;
  /** Variables that are added to the environment of the tests; undefined takes one away. */
  environment?: Record<string, string | undefined>;
}

/** How a program ended; the exit code is null when it was ended after five minutes. */
export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program, with a text as its standard input, and waits for its end. */
export function run(command: Command, input = ''): Promise<Ended> {
  // The options of the test runner are not those of a reader, and no request goes through a proxy.
  const own = { NODE_OPTIONS: undefined, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const env = { ...process.env, ...own, ...command.environment };
  const options = { cwd: command.folder, env, timeout: 5 * 60_000, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    const { program, arguments: list } = command;
    const child = execFile(program, list, options, (error, stdout, stderr) => {
      resolve({ exitCode: child.exitCode, stdout, stderr: stderr || (error?.message ?? '') });
    });
    child.stdin?.on('error', () => undefined); // A program may end without reading it.
    child.stdin?.end(input);
  });
}

/** Runs a program that has to succeed, and returns what it printed. */
export async function outputOf(command: Command): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command);
  if (exitCode !== 0) throw new Error(`${command.program} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** The first of the programs that this machine does not have; undefined when it has them all. */
export function missingProgram(...commands: [string, ...string[]][]): string | undefined {
  return commands.find(([program, ...options]) => spawnSync(program, options).status !== 0)?.[0];
}
