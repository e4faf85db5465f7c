/** Local VOD services in processes of their own, which tests can kill. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AccessKey } from '../../../src/auth/credentials.js';
import { signRequest } from '../../../src/auth/signer.js';
import type { LocalVodOptions } from '../../../src/local/index.js';
import { makePlain } from '../../cli/plain-javascript.js';

/** How to reach the service of a process. */
export interface Service {
  url: string;
  projectId: string;
  credentials: AccessKey;
}

/**
 * Bundles the service into an empty folder, as a package of its own, so that its processes start fast.
 *
 * @param packages whether the packages that it needs are there.
 * @returns the script to start.
 */
export async function bundleService(folder: string, packages = true): Promise<string> {
  await makePlain(folder, ['test/local/store/durable-entry.ts'], 'tsconfig.json', packages);
  return join(folder, 'durable-entry.js');
}

/** A process with a service. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #firstLine: Promise<string>;
  /** What the process has written to standard error. */
  errorOutput = '';

  /** @param command the program and its arguments before the script; by default Node alone. */
  constructor(script: string, options: LocalVodOptions, command: string[] = [process.execPath]) {
    const [program = '', ...before] = command;
    const child = spawn(program, [...before, script, JSON.stringify(options)], {
      env: { ...process.env, NODE_OPTIONS: '' }, // Without the options of the test runner.
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.errorOutput += text));
    this.#child = child;
    this.#exited = once(child, 'exit');
    this.#firstLine = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves when the service listens; rejects with its error message when it does not start. */
  async started(): Promise<Service> {
    const exited = this.#exited.then(() => '{"message":"exited"}');
    const line = await Promise.race([this.#firstLine, exited]);
    const answer = JSON.parse(line) as Service & { message?: string }; // See durable-entry.ts.
    if (answer.message !== undefined) throw new Error(answer.message);
    return answer;
  }

  /** Kills the process, and waits until it has exited. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}

/** The answer of a service. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** The parsed JSON; empty when the answer is no JSON. */
  body: Record<string, unknown>;
}

/** Thrown when the connection breaks before the whole answer has arrived. */
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
        const json = (isJson ? JSON.parse(bytes.toString()) : {}) as Answer['body'];
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body: json });
      });
    })
      .once('error', cutOff)
      .end(body);
  });
}

/** Calls an operation by its path below the project's assets, or by its whole path from `/v`. */
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
