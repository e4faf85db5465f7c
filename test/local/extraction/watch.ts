/** Watches which files a command opens, which programs it starts, and what it sends over the network. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A server to which no media file may lead. */
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

const opening = 'open|creat|unlink|rename|mkdir|link|symlink|truncate|chmod|chown';
const traced = `trace=%network,execve,execveat,/^(${opening})`;
/** With all threads and children; the rest of the system calls costs nothing. */
const strace = ['-f', '-qq', '-s', '4096', '--seccomp-bpf', '-e', 'signal=none', '-e', traced];

/** Why system calls cannot be watched here; undefined when they can. */
export const watchIsMissing = await run('strace', [...strace, '-o', '/dev/null', 'true']).then(
  () => undefined,
  (error: unknown) => String(error).split('\n')[0],
);

/**
 * Runs a command to its end, watched where that is possible. It may not attach to a process, which many systems
 * forbid, but starts it. Returns what it printed.
 */
export async function runWatched(log: string, command: readonly string[]): Promise<string> {
  const [program = '', ...args] =
    watchIsMissing === undefined ? ['strace', ...strace, '-o', log, ...command] : command;
  // What the test runner needs is nothing for others; and what goes through io_uring, strace does not see.
  const env = { ...process.env, NODE_OPTIONS: '', UV_USE_IO_URING: '0' };
  return (await run(program, args, { env })).stdout;
}

/** What processes did. */
export interface Doings {
  /** System calls about the network, without the pairs of sockets that Node has with its children. */
  network: string[];
  /** Paths that were opened, or changed, or tried to. */
  opened: string[];
  /** Programs that were started, or tried to. */
  started: string[];
}

/** What the log of a watched command says, in parts: each begins with the opening of a file that is called so. */
export async function readWatched(log: string, partName: string): Promise<Doings[]> {
  // A process that looks at itself is the same whatever its number.
  const text = (await readFile(log, 'utf8')).replace(/^(\d+)( .*"\/proc\/)\1\//gm, '$1$2self/');
  const network = /^\d+ +((?:socket|connect|bind|listen|accept4?|send\w*|recv\w*)\(.*)/gm;
  return text.split(new RegExp(`(?<!\\\\)"${partName}`)).map((part) => ({
    network: [...part.matchAll(network)].map(([, call = '']) => call),
    started: pathsIn(part, 'execve\\w*').map(([program = '']) => program),
    opened: pathsIn(part, `(?:${opening})\\w*`).flat(),
  }));
}

/** The paths that each such call names: renaming names two, starting a program also its arguments. */
function pathsIn(log: string, calls: string): string[][] {
  return [...log.matchAll(new RegExp(`^\\d+ +${calls}\\((.*)`, 'gm'))].map(([, given = '']) =>
    [...given.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) => path),
  );
}
