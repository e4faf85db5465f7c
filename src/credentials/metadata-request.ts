/** Sends requests to the metadata service of a cloud instance, past the proxies of the environment. */
import { untilAborted } from '../platform/delay.js';
import type { FetchFunction } from '../platform/fetch-function.js';
import { readBody } from '../platform/read-body.js';

/** An answer of the metadata service. */
export interface MetadataAnswer {
  /** The method and URL of the request. */
  called: string;
  status: number;
  /** The body; cut off or empty if it is longer than 64 KiB. */
  text: string;
}

/** Real answers have a few thousand bytes. */
const longestText = 64 * 1024;

/** Agent options. With them Node 24 and Deno ignore the proxy variables, even if NODE_USE_ENV_PROXY is set. */
const direct = { keepAlive: false, proxyEnv: {} };

/**
 * Sends a request without a body, and reads the answer. Redirects are not followed.
 *
 * Without a `fetch` of the user it takes `node:http`, which Deno and Bun have too. It does not take the global
 * `fetch`, because a runtime or a program can send that through a proxy. The proxy would see the keys, or could answer
 * with keys of its own.
 *
 * @throws Error if the whole answer did not arrive in time; the reason of `signal` if that signal is aborted.
 */
export async function requestMetadata(
  url: URL,
  method: 'GET' | 'PUT',
  headers: Record<string, string>,
  options: { signal: AbortSignal; timeoutMs: number; fetch?: FetchFunction | undefined },
): Promise<MetadataAnswer> {
  const { signal, timeoutMs, fetch } = options;
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  const end = new AbortController();
  const ended = AbortSignal.any([signal, timeout, end.signal]);
  const request = new Request(url, { method, headers, redirect: 'manual', signal: ended });
  try {
    const answer = await untilAborted(
      fetch ? sendBy(fetch, request) : sendDirectly(request),
      ended,
    );
    return { called: `${method} ${url.href}`, ...answer };
  } catch (error) {
    signal.throwIfAborted();
    throw timeout.aborted ? new Error(`no answer in ${timeoutMs} ms`) : error;
  } finally {
    end.abort();
  }
}

type Answer = Omit<MetadataAnswer, 'called'>;

async function sendBy(fetch: FetchFunction, request: Request): Promise<Answer> {
  const { status, body } = await fetch(request);
  return { status, text: new TextDecoder().decode(await readBody(body, longestText)) };
}

async function sendDirectly({ url, method, headers, signal }: Request): Promise<Answer> {
  const http = await import(/* webpackIgnore: true */ 'node:http').catch(() => undefined);
  if (!http) throw new Error('this runtime has no node:http');
  const agent = new http.Agent(direct);
  const options = { method, headers: Object.fromEntries(headers), agent, signal };
  return new Promise((resolve, reject) => {
    const read = async (response: import('node:http').IncomingMessage): Promise<Answer> => {
      let text = '';
      response.setEncoding('utf8');
      for await (const chunk of response) {
        text += String(chunk);
        if (text.length > longestText) break;
      }
      return { status: response.statusCode ?? 0, text };
    };
    http
      .request(url, options, (response) => void read(response).then(resolve, reject))
      .on('error', reject)
      .end();
  });
}
