/** Local VOD services in processes of their own, which can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, symlink } from 'node:fs/promises';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { AccessKey } from '../../../src/auth/credentials.js';
import { signRequest } from '../../../src/auth/signer.js';
import type { LocalVodOptions } from '../../../src/local/index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What a process says about its service. */
export interface Service {
  url: string;
  projectId: string;
  credentials: AccessKey;
}

/**
 * Bundles the service, so that its processes start fast, into a package of its own in an empty folder.
 *
 * @param packages whether the packages that it needs are there.
 * @returns the script to start.
 */
export async function bundleService(folder: string, packages = true): Promise<string> {
  const own = join(folder, 'src', 'local');
  await mkdir(own, { recursive: true });
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'generated'), join(folder, 'generated'), 'junction');
  if (packages) await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const name of await readdir(join(root, 'src', 'local'))) {
    if (name.endsWith('.js')) await copyFile(join(root, 'src', 'local', name), join(own, name));
  }
  const asModules = "import { createRequire as requireOf } from 'node:module';";
  await build({
    entryPoints: { service: fileURLToPath(new URL('durable-entry.ts', import.meta.url)) },
    outdir: own,
    bundle: true,
    splitting: true, // Keeps the dynamic imports, of which the first says what is missing.
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@libsql/client', '@ffmpeg/core'],
    // For what is bundled and is CommonJS.
    banner: { js: `${asModules} const require = requireOf(import.meta.url);` },
  });
  return join(own, 'service.js');
}

/** A process with a service. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #said: Promise<string>;
  /** What it has written to standard error. */
  complaints = '';

  /**
   * @param command what starts it, before the options; by default Node with the script.
   * @param user as whom; by default as who this process is.
   */
  constructor(
    script: string,
    options: LocalVodOptions,
    command: string[] = [process.execPath],
    user: { uid?: number; gid?: number } = {},
  ) {
    const [program = '', ...before] = command;
    // What the test runner needs is nothing for a service.
    const env = { ...process.env, NODE_OPTIONS: '' };
    const child = spawn(program, [...before, script, JSON.stringify(options)], {
      ...user,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.complaints += text));
    this.#child = child;
    this.#exited = once(child, 'exit');
    this.#said = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Where the service is, as soon as it listens; rejects with its words when it does not start. */
  async started(): Promise<Service> {
    const said = await Promise.race([this.#said, this.#exited.then(() => '{"message":"exited"}')]);
    const told = JSON.parse(said) as Service & { message?: string };
    if (told.message !== undefined) throw new Error(told.message);
    return told;
  }

  /** Waits for an end that is its own. */
  async ended(): Promise<void> {
    await this.#exited;
  }

  /** Ends the process as nothing in it can prevent, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}

/** What a service answered. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** The bytes as JSON; empty when they are none. */
  body: Record<string, unknown>;
}

/** Thrown when there is no answer, or not all of it. */
export class CutOffError extends Error {}

/** Sends a request on a connection of its own. */
export function exchange(
  url: string,
  method = 'GET',
  body: Uint8Array | string = '',
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const cutOff = (cause: Error): void => reject(new CutOffError(`${method} ${url}`, { cause }));
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    httpRequest(url, { agent: false, method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', cutOff);
      response.once('end', () => {
        const bytes = Buffer.concat(chunks);
        const isJson = response.headers['content-type']?.includes('json') === true;
        const told = (isJson ? JSON.parse(bytes.toString()) : {}) as Answer['body'];
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body: told });
      });
    })
      .once('error', cutOff)
      .end(body);
  });
}

/** Calls an operation by its path below the project's assets, or by all of its path. */
export async function callService(
  { url, projectId, credentials }: Service,
  path: string,
  content?: object,
  method = content ? 'POST' : 'GET',
): Promise<Answer> {
  const whole = path.startsWith('/v') ? path : `/v1.0/{project_id}/asset${path}`;
  const body = content && JSON.stringify(content);
  const request = new Request(url + whole.replace('{project_id}', projectId), {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body }),
  });
  const signed = await signRequest(request, credentials);
  return exchange(signed.url, method, body, Object.fromEntries(signed.headers));
}
