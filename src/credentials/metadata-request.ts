/** One request to the metadata service of an instance: never through a proxy, within a time and a size. */

/** What was answered. */
export interface MetadataAnswer {
  status: number;
  /** The body; of one longer than 64 KiB only the beginning. */
  text: string;
}

/** In characters; the real answers have a few thousand. */
const longestText = 64 * 1024;

/** For an agent that takes no proxy from the variables, whatever NODE_USE_ENV_PROXY says to Node 24 and Deno. */
const direct = { keepAlive: false, proxyEnv: {} };

/**
 * Sends a request without a body, and reads the answer; redirects are not followed.
 *
 * By node:http with a connection of its own and not by `fetch`, which some runtimes and programs send through a
 * proxy: the answer would then be the proxy's own keys, or be seen by it. Deno and Bun have node:http too.
 *
 * @throws Error when no whole answer came in time; the signal's reason when it was aborted.
 */
export async function requestMetadata(
  url: URL,
  method: 'GET' | 'PUT',
  headers: Record<string, string>,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<MetadataAnswer> {
  signal.throwIfAborted();
  const http = await import('node:http').catch(() => undefined);
  if (!http) throw new Error('this runtime has no node:http');
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: new http.Agent(direct) });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      settle();
      request.destroy();
    };
    const fail = (error: Error): void => end(() => reject(error));
    // An abort reason is an error unless the caller chose otherwise.
    const abort = (): void => fail(signal.reason as Error);
    const timer = setTimeout(() => fail(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    request.on('error', fail);
    request.on('response', (response) => {
      let text = '';
      const finish = (): void => {
        end(() => resolve({ status: response.statusCode ?? 0, text }));
      };
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > longestText) finish();
      });
      response.on('end', finish);
      response.on('error', fail);
    });
    request.end();
  });
}
