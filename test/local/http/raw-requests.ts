/** Requests that an HTTP client would refuse to send. */
import { connect } from 'node:net';
import type { AccessKey } from '../../../src/auth/credentials.js';
import { signRequest } from '../../../src/auth/signer.js';
import type { LocalVod } from '../../../src/local/index.js';
import { judged, type Told } from '../answers.js';

/**
 * Sends bytes as they are, and reads until the service closes the connection. The head ends in `Connection: close`.
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
