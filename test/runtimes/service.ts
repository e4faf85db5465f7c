/** The service that the smoke suite calls: it verifies signatures, and behaves by the first part of the path. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { selfSigned } from '../../src/local/delivery/self-signed-certificate.js';
import { verifySignature } from '../auth/independent-verifier.js';
import { settledVectors } from '../auth/vectors.js';
import { listen } from '../listen.js';
import type { Given } from './stage.js';

export interface SmokeService extends AsyncDisposable {
  /** Its base URL, without a slash at its end. */
  url: string;
}

const projectId = '0123456789abcdef0123456789abcdef';
const accessKey = {
  accessKeyId: 'FAKEAK0000000000TEST',
  secretAccessKey: 'fakeSecretKey0123456789abcdefghijklmnopq',
};

interface Answer {
  status: number;
  body?: object;
  headers?: Record<string, string>;
}

/**
 * Starts the service for one run of the suite on a free port of 127.0.0.1.
 *
 * @param script what its page, `/`, loads as a module.
 */
export async function startSmokeService(script = ''): Promise<SmokeService> {
  const given = JSON.stringify({
    projectId,
    accessKey,
    // Nothing listens there; a port that was free a moment ago may have another test's server meanwhile.
    nowhere: 'http://127.0.0.1:2',
    // A browser refuses to set the header Host.
    vectors: settledVectors.filter(({ headers }) => !new Headers(headers).has('host')),
    callbackKey: 'a key of the test',
    smn: selfSigned(),
  } satisfies Given);
  const files: Record<string, [type: string, text: string]> = {
    '/': ['text/html', '<!doctype html><script type="module" src="/script.js"></script>'],
    '/script.js': ['text/javascript', script],
    '/given': ['application/json', given],
  };
  const tries = new Map<string, number>();
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    if (file) {
      response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
      return;
    }
    const [, behaviour = '', asked = ''] = request.url?.split('/') ?? [];
    if (behaviour === 'tries') {
      response.end(String(tries.get(asked)));
      return;
    }
    const count = (tries.get(behaviour) ?? 0) + 1;
    tries.set(behaviour, count);
    void buffer(request).then((body) => {
      const answer = answerTo(behaviour, count, request, body);
      if (answer === 'break off') request.socket.destroy();
      else if (answer) send(response, count, answer);
    });
  });
  return {
    url: await listen(server),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Undefined when there is none to be. */
function answerTo(
  behaviour: string,
  count: number,
  request: IncomingMessage,
  body: Buffer,
): Answer | 'break off' | undefined {
  const { method = '', url = '', rawHeaders } = request;
  if (behaviour === 'refuses') {
    return failure(401, 'APIGW.0301', 'Incorrect IAM authentication information: token invalid');
  }
  // Without a signature to verify: whoever follows the redirect succeeds.
  if (behaviour === 'redirected') return success(request, body, count);
  const wire = { method, url, headers: rawHeaders, body };
  const { valid, canonicalRequest } = verifySignature(wire, accessKey.secretAccessKey);
  if (!valid) return failure(401, 'APIGW.0301', `verify failed: ${canonicalRequest}`);
  switch (behaviour) {
    case 'throttles-once':
      if (count > 1) return success(request, body, count);
      return { ...failure(429, 'APIGW.0308', 'throttled'), headers: { 'retry-after': '0' } };
    case 'breaks':
      return failure(500, 'VOD.10051', 'internal error');
    case 'redirects':
      return { status: 307, headers: { location: url.replace(behaviour, 'redirected') } };
    case 'breaks-off':
      return 'break off';
    case 'hangs':
      return undefined;
    default:
      return success(request, body, count);
  }
}

function success({ url = '' }: IncomingMessage, body: Buffer, count: number): Answer {
  if (url.includes('/v3/projects?')) {
    return { status: 200, body: { projects: [{ id: projectId, name: 'cn-north-4' }] } };
  }
  if (url.includes('/asset/list?')) return { status: 200, body: { total: 0, assets: [] } };
  // What the client sends is checked by the client: it compares the answer.
  const { asset_id } = JSON.parse(body.toString()) as { asset_id: string };
  return { status: 202, body: { asset_id, audio_asset_id: `made-at-try-${count}` } };
}

function failure(status: number, error_code: string, error_msg: string): Answer {
  return { status, body: { error_code, error_msg } };
}

function send(response: ServerResponse, count: number, { status, body, headers }: Answer): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-request-id': `request-${count}`,
    ...headers,
  });
  response.end(body && JSON.stringify(body));
}
