/** Answers of servers and proxies that repeat all that they were sent, in many spellings. */
import { describe, expect, it } from 'vitest';
import { type Credentials, VodError } from '../../src/index.js';
import { fakeSecrets, refuseSecrets } from './canary.js';
import { matrix, play } from './fault-matrix.js';
import {
  answerText,
  type Received,
  reset,
  startFaultyVod,
  type Step,
  write,
} from './faulty-vod.js';
import {
  accessKey,
  clientOf,
  errorOf,
  extract,
  temporaryKey,
  token,
  transports,
} from './watched-client.js';

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"'/=+]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
const escapeSlashes = (text: string): string => text.replaceAll('/', '\\/');
const escapeUnicode = (text: string): string =>
  text.replace(
    /[^\w":,{}[\] ]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const error = (text: unknown) => ({ error_code: 'APIGW.0301', error_msg: text });
/** What a gateway prints of a signature that it refuses. */
const refusal = (echo: string) =>
  error(
    `Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:${echo}`,
  );

/** The bodies: what of a request, and how it is spelt. */
const bodies: ((request: Received, sent: string) => unknown)[] = [
  (_, sent) => sent,
  (_, sent) => `<html><pre>${escapeHtml(sent)}</pre></html>`,
  (_, sent) => encodeURIComponent(sent),
  ({ headers }) => ({ headers }),
  ({ headers }) => escapeSlashes(JSON.stringify({ headers })),
  ({ headers }) => escapeUnicode(JSON.stringify({ headers })),
  (_, sent) => error(sent),
  ({ headers }) => error(JSON.stringify(headers)),
  ({ headers }) => error(JSON.stringify(JSON.stringify(headers))),
  ({ headers }) => error(escapeSlashes(JSON.stringify(headers))),
  ({ headers }) => ({ error: { code: 'X.1', message: Object.values(headers).join(' ') } }),
  ({ headers }) => ({ error_code: Object.values(headers).join(' '), error_msg: 'scripted' }),
  ({ headers }) =>
    refusal(
      Object.entries(headers)
        .map((pair) => pair.join(':'))
        .join('|'),
    ),
  ({ headers }) =>
    refusal(`GET|/||x-security-token:${(headers['x-security-token'] ?? '').slice(0, 30)}`),
  // The cut to the length that is shown goes through the middle of a secret.
  ...[90, 480, 3980].flatMap((length) => [
    (_: Received, sent: string) => `${'x'.repeat(length)} ${secretsIn(sent)}`,
    (_: Received, sent: string) => error(`${'x'.repeat(length)} ${secretsIn(sent)}`),
  ]),
];

const secretsIn = (sent: string): string =>
  /(?:x-security-token: |x-auth-token: |Signature=).*/i.exec(sent)?.[0].replace(/.*[ =]/, '') ?? '';

/** A step for each body with each status, and some that are no whole answers. */
const echoes: Step[] = [
  ...[202, 307, 400, 401, 429, 500].flatMap((status) =>
    bodies.map((bodyOf): Step => async (exchange) => {
      await exchange.readBody();
      const { headers, raw } = exchange.request;
      const credentials = headers['x-security-token'] ?? headers['x-auth-token'] ?? '';
      // A server that checks the signature knows the secret.
      const secret = headers['authorization'] === undefined ? '' : fakeSecrets.secretAccessKey;
      const body = bodyOf(exchange.request, `${raw}\n${secret}`);
      const echo = {
        'x-echo': credentials,
        'retry-after': status === 429 ? '0' : credentials,
        location: `/?${credentials}`,
      };
      // An object would be a success.
      exchange.socket.write(answerText(status, status < 300 ? [body] : body, echo));
    }),
  ),
  // What is no HTTP stays in Node's errors.
  echoAfter(''),
  echoAfter('transfer-encoding: chunked\r\n\r\n2\r\n{"\r\n'),
  echoAfter('content-length: 9999\r\n\r\n', reset),
];

/** A step that begins an answer, and writes all that was sent. */
function echoAfter(head: string, fault?: Step): Step {
  return async (exchange) => {
    await exchange.readBody();
    await write([`HTTP/1.1 400 Bad\r\n${head}${exchange.request.raw}`], fault)(exchange);
  };
}

export const credentialKinds: [string, Credentials][] = [
  ['an access key', accessKey],
  ['a temporary key', temporaryKey],
  ['a token', { token }],
];

/** Has tests that no fault and no echo brings a secret into an error or a log entry. */
export function testEchoes(
  transport: keyof typeof transports,
  [kind, credentials]: [string, Credentials],
): void {
  describe(`a client over ${transport} with ${kind}`, () => {
    // What clientOf, errorOf and the logger see is searched for secrets.
    const options = { ...transports[transport], credentials };

    it('shows no secret when a server repeats what it was sent', async () => {
      const hidden: string[] = [];
      await Promise.all(
        echoes.map(async (echo) => {
          const vod = await startFaultyVod([echo, echo, echo]);
          const error = await errorOf(extract(clientOf(vod, options)));
          if (!(error instanceof VodError)) throw error;
          const { response } = error;
          if (response) refuseSecrets([[...response.headers], await response.text()]);
          if (error.message.includes('(hidden)')) hidden.push(error.message);
        }),
      );
      // Otherwise there was nothing to be found.
      expect(hidden.length).toBeGreaterThan(echoes.length / 3);
    });

    it('shows no secret after any fault of the matrix', async () => {
      const rows = matrix.filter(({ slow, credentials: own }) => !slow && !own);
      const played = await Promise.all(rows.map((row) => play(row, options)));
      expect(played.filter(({ jobs }) => jobs > 1)).toEqual([]);
    });
  });
}
