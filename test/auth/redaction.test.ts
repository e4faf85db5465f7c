/** What servers repeat of a secret is hidden, however they spell it. */
import { describe, expect, it } from 'vitest';
import { redactionOf } from '../../src/auth/redaction.js';
import { type Credentials, VodError } from '../../src/index.js';
import { fakeSecrets, refuseSecrets } from '../client/canary.js';
import { answer, startFaultyVod } from '../client/faulty-vod.js';
import {
  accessKey,
  clientOf,
  errorOf,
  observedClient,
  read,
  temporaryKey,
} from '../client/watched-client.js';

const { secretAccessKey, securityToken, token } = fakeSecrets;
const hide = (text: string, credentials: Credentials = { token }) =>
  redactionOf({ request: new Request('https://vod.example/'), credentials })(text);
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a text of a server', () => {
  it.each<[string, string]>([
    ['in base64', base64(token)],
    ['in base64 after one character', base64(`:${token}`)],
    ['in base64 after two characters, before others', base64(`ab${token}xyz`)],
    ['in base64 for URLs', Buffer.from(token).toString('base64url')],
    ['in base64 in lines', base64(token).replace(/.{19}/g, '$&\r\n')],
    ['in hexadecimal', Buffer.from(token).toString('hex')],
    ['in capital hexadecimal', Buffer.from(token).toString('hex').toUpperCase()],
    ['in hexadecimal with colons', Buffer.from(token).toString('hex').replace(/../g, '$&:')],
    ['over two lines', `${token.slice(0, 17)}\n${token.slice(17)}`],
    ['over two lines of JSON', JSON.stringify(`${token.slice(0, 17)}\n${token.slice(17)}`)],
    ['in two members', JSON.stringify({ a: token.slice(0, 20), b: token.slice(20) })],
    ['character by character', token.replace(/./g, '$& ')],
    ['cut at its end', token.slice(0, 25)],
    ['cut at its beginning', token.slice(15)],
    ['in capital letters', token.toUpperCase()],
    ['escaped twice for a URL', encodeURIComponent(encodeURIComponent(token))],
    ['escaped for HTML', token.replace(/[/+=]/g, (sign) => `&#${sign.charCodeAt(0)};`)],
  ])('shows no secret %s', (_how, echo) => {
    const shown = hide(`You sent ${echo}, which is wrong.`);
    expect(shown).toMatch(/^You sent .*\(hidden\).* which is wrong\.$/s);
    const letters = shown.replace('(hidden)', '').replace(/[^a-z0-9]/gi, '').length;
    expect(letters).toBeLessThan('Yousentwhichiswrong'.length + 10);
  });

  it('shows no secret key and no security token in base64', () => {
    const credentials = { ...accessKey, securityToken };
    for (const secret of [secretAccessKey, securityToken]) {
      expect(hide(base64(secret), credentials)).toMatch(/^\(hidden\).?=*$/);
    }
  });

  it.each([
    'The asset 0123456789abcdef0123456789abcdef does not exist.',
    'Incorrect IAM authentication information: decrypt token fail',
    base64('The asset does not exist, and this is no secret at all.'),
    '',
  ])('is left as it is without a secret: %s', (text) => {
    expect(hide(text)).toBe(text);
    expect(redactionOf(undefined)(text)).toBe(text);
  });
});

describe('an answer whose request id repeats a secret', () => {
  const echo = { 'x-request-id': base64(temporaryKey.securityToken) };
  const options = { credentials: temporaryKey };

  it.each<[string, number, unknown, Record<string, string>]>([
    ['in its header', 400, {}, echo],
    ['in its body', 400, { request_id: temporaryKey.securityToken }, {}],
    ['in the header of IAM', 401, {}, { 'x-request-id': '', 'x-iam-trace-id': securityToken }],
    ['beside a success that is none', 200, '[]', echo],
  ])('shows no secret %s', async (_where, status, body, headers) => {
    const vod = await startFaultyVod([answer(status, body, headers)]);
    // errorOf and the logger search all that they see.
    const error = await errorOf(read(clientOf(vod, { ...options, maxRetries: 0 })));
    expect(error).toBeInstanceOf(VodError);
    expect(error).toMatchObject({ requestId: expect.stringContaining('(hidden)') as unknown });
  });

  it('shows no secret as the request id of a success', async () => {
    const body = JSON.stringify({ total: 0, assets: [] });
    const { vod } = observedClient(() => new Response(body, { headers: echo }), options);
    expect(refuseSecrets((await read(vod)).requestId)).toContain('(hidden)');
  });
});
