/** Sends requests to the metadata service of a cloud instance, never through a proxy. */
import type { IncomingMessage } from 'node:http';
import { untilAborted } from '../platform/delay.js';

/** An answer of the metadata service. */
export interface MetadataAnswer {
  /** The method and URL of the request. */
  called: string;
  status: number;
  /** The body, or the beginning of one that is longer than 64 KiB. */
  text: string;
}

/** In characters. Real answers have a few thousand characters. */
const longestText = 64 * 1024;

/** Agent options. With them Node 24 and Deno ignore the proxy variables, even if NODE_USE_ENV_PROXY is set. */
const direct = { keepAlive: false, proxyEnv: {} };

/**
 * Sends a request without a body, and reads the answer. Redirects are not followed.
 *
 * The function uses `node:http`, which Deno and Bun have too. It does not use `fetch`, because a runtime or a program
 * can send `fetch` through a proxy. That proxy would see the keys, or could answer with keys of its own.
 *
 * @throws Error if the whole answer did not arrive in time; the reason of `signal` if that signal is aborted.
 */
export async function requestMetadata(
  url: URL,
  method: 'GET' | 'PUT',
  headers: Record<string, string>,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<MetadataAnswer> {
  signal.throwIfAborted();
  const http = await import(/* webpackIgnore: true */ 'node:http').catch(() => undefined);
  if (!http) throw new Error('this runtime has no node:http');
  const request = http.request(url, { method, headers, agent: new http.Agent(direct) });
  const answer = new Promise<MetadataAnswer>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      const called = `${method} ${url.href}`;
      readAnswer(response).then((read) => resolve({ called, ...read }), reject);
    });
    request.end();
  });
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await untilAborted(answer, AbortSignal.any([signal, timeout]));
  } catch (error) {
    signal.throwIfAborted();
    throw timeout.aborted ? new Error(`no answer in ${timeoutMs} ms`) : error;
  } finally {
    request.destroy();
  }
}

async function readAnswer(response: IncomingMessage): Promise<Omit<MetadataAnswer, 'called'>> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > longestText) break;
  }
  return { status: response.statusCode ?? 0, text };
}
