/** The `vod` command: its arguments, its error messages and its exit codes. */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { AudioFormat } from '../../generated/schema.js';
import { VodError } from '../client/errors.js';
import { CommandFailure } from './failure.js';
import { print } from './files.js';

const usage = `Usage: vod extract [video] [--format MP3|AAC] [--output file]

Extracts the audio of a video by the whole VOD job: upload, extraction, signed
webhook, download. It starts a local VOD service for it: no account is needed,
and nothing leaves this machine.

  video      the video; without one, the sample of this package
  --format   MP3 (default) or AAC
  --output   the file to write; by default the name of the video with the
             suffix of the format, in the current folder
  --help     shows this text
  --version  shows the version`;

/** What ends the command early, after it has cleaned up: Ctrl-C, the system, and a terminal that was closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// Messages are for a person. When their terminal is gone, the command still ends as it should.
process.stderr.on('error', () => undefined);

/**
 * Runs the command.
 *
 * @param args the arguments after the name of the command.
 * @param cwd the folder of the user, in which relative paths begin.
 * @returns the exit code: 0 done, 1 failed, 2 called wrongly, 130 interrupted.
 */
export async function main(args: string[], cwd: string): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort();
  };
  for (const signal of signals) process.once(signal, interrupt);
  try {
    await run(args, cwd, interrupted.signal);
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) {
      console.error('vod: interrupted. No files were left behind.');
      return 130;
    }
    console.error(`vod: ${describe(error)}`);
    return error instanceof CommandFailure ? error.exitCode : 1;
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}

async function run(args: string[], cwd: string, signal: AbortSignal): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help === true) {
    return print(usage);
  }
  if (values.version === true) {
    const { version } = createRequire(import.meta.url)('huaweicloud-vod/package.json') as {
      version: string; // npm refuses a package without one.
    };
    return print(version);
  }
  const [command, file, ...more] = positionals;
  if (command !== 'extract') {
    throw misuse(
      command === undefined ? 'The command is missing.' : `There is no command ${command}.`,
    );
  }
  if (more.length > 0) throw misuse(`Give one video only, without ${more.join(' ')}.`);
  if (values.output === '') throw misuse('--output is empty.');
  const format = values.format ?? 'MP3';
  if (!isAudioFormat(format)) {
    throw misuse(`There is no format ${format}. Give MP3 or AAC, in upper case.`);
  }
  await import('node:sqlite').catch((cause: unknown) => {
    throw new CommandFailure(
      `The command needs Node 22.13 or newer, and this is Node ${process.versions.node}. ` +
        'Run it with a newer one, which npx can bring: npx -p node@24 -p huaweicloud-vod vod ...',
      1,
      { cause },
    );
  });
  const { extract } = await import('./extract.js').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND') {
      throw new CommandFailure(
        'The command needs packages that the client does not: npm install yocto-spinner hono ' +
          '@hono/node-server ajv ajv-formats range-parser @ffmpeg/core@0.12.10',
        1,
        { cause },
      );
    }
    throw cause;
  });
  const path = await extract({ file, format, output: values.output, cwd, signal });
  await print(path, `The audio is in ${path}.`);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    });
  } catch (cause) {
    // The first line says what is wrong.
    throw misuse((cause as TypeError).message.split('\n')[0] ?? '');
  }
}

function isAudioFormat(format: string): format is AudioFormat {
  return format === 'MP3' || format === 'AAC';
}

function misuse(message: string): CommandFailure {
  return new CommandFailure(`${message} See vod --help.`, 2);
}

/** One line, or the stack of an unexpected error, which is a defect to report. */
function describe(error: unknown): string {
  if (error instanceof CommandFailure || error instanceof VodError) {
    return error.message.replace(/\s*\n\s*/g, ' '); // The name of a file can have a line break.
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
