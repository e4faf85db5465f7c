/** Watches what FFmpeg does to the rest of the machine: which files it opens, and whom it calls. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Programs } from '../../src/local/ffmpeg-programs.js';

/** A server that nobody should call. */
export interface Canary {
  readonly origin: string;
  /** What callers said first. */
  readonly calls: readonly string[];
  close(): void;
}

/** Starts it on this machine. */
export async function startCanary(): Promise<Canary> {
  const calls: string[] = [];
  const server = createServer((socket) => {
    const index = calls.push('') - 1;
    socket
      .on('error', () => undefined)
      .on('data', (data) => {
        calls[index] = `${calls[index] ?? ''}${data.toString('latin1')}`;
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return { origin: `http://127.0.0.1:${port}`, calls, close: () => server.close() };
}

/** Why system calls cannot be watched here; undefined when they can. */
export const straceIsMissing = await promisify(execFile)('strace', [
  '-qq',
  '-o',
  '/dev/null',
  'true',
]).then(
  () => undefined,
  (error: unknown) => String(error).split('\n')[0],
);

const watched = ['-f', '-qq', '-s', '4096', '-e', 'signal=none'];
const calls = 'trace=%network,/^(open|creat|unlink|rename|mkdir|link|symlink)';

/** What processes did. */
export interface Doings {
  /** Lines of strace about the network. */
  network: string[];
  /** Paths that were opened, or tried to. */
  opened: string[];
}

/** Puts scripts in place of the programs, which run them under strace; returns the path of ffmpeg. */
export async function watchPrograms(programs: Programs, folder: string): Promise<string> {
  await mkdir(join(folder, 'logs'), { recursive: true });
  const options = [...watched, '--seccomp-bpf', '-e', calls].map((each) => `'${each}'`).join(' ');
  for (const name of ['ffmpeg', 'ffprobe'] as const) {
    const script = `exec strace ${options} -o '${folder}/logs/'$$ '${programs[name]}' "$@"`;
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return join(folder, 'ffmpeg');
}

/** What the programs in that folder have done so far. */
export async function doingsOfPrograms(folder: string): Promise<Doings> {
  const logs = await readdir(join(folder, 'logs'));
  const texts = await Promise.all(logs.map((log) => readFile(join(folder, 'logs', log), 'utf8')));
  return doingsIn(texts.join('\n'));
}

/** Watches this very process with all of its threads; the function that is returned ends that. */
export async function watchThisProcess(log: string): Promise<() => Promise<Doings>> {
  const strace = spawn('strace', [
    ...['-f', '-s', '4096', '-e', 'signal=none', '-e', calls, '-o', log],
    ...['-p', String(process.pid)],
  ]);
  const [said] = (await once(strace.stderr, 'data')) as [Buffer];
  if (!said.includes('attached')) throw new Error(`strace: ${said.toString()}`);
  return async () => {
    const end = once(strace, 'exit');
    strace.kill('SIGINT');
    await end;
    return doingsIn(await readFile(log, 'utf8'));
  };
}

function doingsIn(log: string): Doings {
  const opened = [
    ...log.matchAll(/ (?:open|creat|unlink|rename|mkdir|link|symlink)\w*\(.*?"((?:[^"\\]|\\.)*)"/g),
  ];
  const network = log
    .split('\n')
    .filter((line) => /^\d+ +(socket|connect|bind|listen|accept4?|send\w*|recv\w*)\(/.test(line));
  return { network, opened: opened.map(([, path = '']) => path) };
}
