/** One request to a local VOD service over real HTTP, and its answer, judged by the contract. */
import { connect } from 'node:net';
import type { AccessKey } from '../../../src/auth/credentials.js';
import { signRequest } from '../../../src/auth/signer.js';
import type { LocalVod } from '../../../src/local/index.js';
import { type AnswerHead, checkAnswer } from '../../contract-check.js';

/** What to send; everything has a default. */
export interface Asking {
  method?: 'GET' | 'POST' | 'DELETE' | 'PUT';
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** `none` leaves the credentials to `headers`. */
  signWith?: AccessKey | 'none';
  /** The signing date. */
  date?: Date;
}

export interface Told {
  status: number;
  headers: Headers;
  /** The parsed body; undefined when there is none. */
  body: unknown;
  /** `error_code` and `error_msg` of an error. */
  code: string | undefined;
  text: string | undefined;
}

/** Asks a local VOD service; a path that does not start with a slash is one below the project's assets. */
export async function ask(local: LocalVod, path: string, asking: Asking = {}): Promise<Told> {
  const { body, signWith = local.credentials, date } = asking;
  const method = asking.method ?? (body === undefined ? 'GET' : 'POST');
  const below = path.startsWith('/') ? path : `/v1.0/${local.projectId}/asset${path && `/${path}`}`;
  const request = new Request(local.url + below, {
    method,
    headers: { 'content-type': 'application/json', ...asking.headers },
    ...(body === undefined ? {} : { body: asBody(body) }),
  });
  const options = date === undefined ? {} : { date };
  const sent = signWith === 'none' ? request : await signRequest(request, signWith, options);
  const response = await fetch(sent);
  return judged(method, sent.url, response, await response.text());
}

/**
 * Sends bytes as they are, because an HTTP client would refuse to, and reads until the service closes the connection.
 * The head ends in `Connection: close`.
 *
 * @param options.host '' sends no Host header beside those of the head.
 */
export async function askRaw(
  url: string,
  head: string[],
  { body = new Uint8Array(), host = new URL(url).host } = {},
): Promise<Told> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const hosts = host === '' ? [] : [`Host: ${host}`];
  socket.write([...head, ...hosts, 'Connection: close', '', ''].join('\r\n'));
  socket.write(body);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const [start = '', ...rest] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  const [statusLine = '', ...lines] = start.split('\r\n');
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/, 2) as [string, string]));
  const [method = '', path = ''] = head[0]?.split(' ') ?? [];
  const status = Number(statusLine.split(' ')[1]);
  return judged(method, new URL(path, url).href, { status, headers }, rest.join('\r\n\r\n'));
}

/** The head of a signed request with a body. `key` changes the access key. */
export async function signedHead(
  { url, projectId, credentials }: LocalVod,
  method: 'GET' | 'POST',
  key: Partial<AccessKey> = {},
  date = new Date(),
): Promise<string[]> {
  const path = `/v1.0/${projectId}/asset/extract_audio`;
  const request = new Request(url + path, { method, ...(method === 'POST' && { body: 'fake' }) });
  const { headers } = await signRequest(request, { ...credentials, ...key }, { date });
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines];
}

function judged(method: string, url: string, response: AnswerHead, text: string): Told {
  checkAnswer(method, url, response, text);
  const { status, headers } = response;
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const error = (body ?? {}) as { error_code?: string; error_msg?: string };
  return { status, headers, body, code: error.error_code, text: error.error_msg };
}

function asBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array
    ? (body as string | Uint8Array<ArrayBuffer>)
    : JSON.stringify(body);
}
