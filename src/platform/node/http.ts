/** One HTTP exchange by node:http with kept connections, in a third of the time of Node's fetch; see ../http.ts. */
import type { Exchange } from '../web/http.js';

/**
 * Idle connections are closed after four seconds, before servers and proxies commonly do: a request on a
 * connection that the other side just closed may or may not have arrived.
 */
const kept = { keepAlive: true, timeout: 4000, scheduling: 'lifo' } as const;

/** What requests are sent by; loaded with the first one, because it would take a sixth of the package's import. */
const loaded: Partial<Record<ModuleName, ReturnType<typeof load>>> = {};
type ModuleName = 'node:http' | 'node:https';

function load(name: ModuleName) {
  const module = process.getBuiltinModule(name);
  return { module, agent: new module.Agent(kept) };
}

/** Sends by node:http or node:https. */
export const exchange: Exchange = ({ method, url, headers, body, stop, onSent }) =>
  new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const name = secure ? 'node:https' : 'node:http';
    const { module, agent } = (loaded[name] ??= load(name));
    const request = module.request({
      agent,
      // A URL writes IPv6 addresses in brackets.
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname + url.search,
      method,
      headers: Object.fromEntries(headers),
    });
    const abort = (reason: Error): void => {
      settle(() => reject(reason));
      request.destroy();
    };
    const settle = (end: () => void): void => {
      stop.listener = undefined;
      end();
    };
    const fail = (error: Error): void => settle(() => reject(error));
    request.once('socket', (socket) => {
      if (request.reusedSocket) onSent();
      else socket.once(secure ? 'secureConnect' : 'connect', onSent);
    });
    request.on('error', fail);
    // Without a listener, Node ends the connection and tells nobody.
    request.once('upgrade', (_, socket) => {
      socket.destroy();
      fail(new Error('the server wants to speak another protocol than HTTP'));
    });
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', fail);
      response.once('end', () => {
        const status = response.statusCode ?? 0;
        const header = (name: string): string | null => {
          const value = response.headers[name];
          return (Array.isArray(value) ? value.join(', ') : value) ?? null;
        };
        settle(() =>
          resolve({
            status,
            header,
            text,
            response: () => {
              const pairs = Object.entries(response.headersDistinct);
              return new Response(null, {
                status,
                statusText: response.statusMessage ?? '',
                headers: pairs.flatMap(([name, values = []]) =>
                  values.map((value): [string, string] => [name, value]),
                ),
              });
            },
          }),
        );
      });
    });
    if (stop.stopped) abort(stop.stopped.reason);
    else {
      stop.listener = abort;
      request.end(body);
    }
  });
