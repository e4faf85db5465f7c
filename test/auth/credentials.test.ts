/** Credentials that cannot be used are told before they sign anything, and are never shown. */
import { describe, expect, it } from 'vitest';
import {
  type AccessKey,
  createVodClient,
  createVodFetch,
  type Credentials,
} from '../../src/index.js';
import { signingMiddleware, signRequest } from '../../src/index.js';

const key = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey: 'fakeSecretKey0123456789' };
const region = 'cn-north-4';
const list = '/v1.0/{project_id}/asset/list';

/** Every way in. */
const ways: Record<string, (credentials: Credentials) => unknown> = {
  createVodClient: (credentials) => createVodClient({ region, projectId: 'p', credentials }),
  createVodFetch: (credentials) => createVodFetch({ region, credentials }),
  signingMiddleware,
  signRequest: (credentials) =>
    // Only an access key signs.
    signRequest(new Request('https://vod.example/'), credentials as AccessKey),
  'a provider': (credentials) =>
    createVodClient({ region, projectId: 'p', credentials: () => credentials }).GET(list),
};

/** What a call throws or rejects with. */
async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

describe.for(Object.entries(ways))('credentials given to %s', ([name, use]) => {
  it.for([
    ['a text', 'fakeSecretKey0123456789', 'The credentials are a string.'],
    ['nothing', undefined, 'The credentials are undefined.'],
    ['null', null, 'The credentials are null.'],
    ['a number', 42, 'The credentials are a number.'],
    ['a key without its secret', { accessKeyId: key.accessKeyId }, 'secretAccessKey is no text.'],
    ['a key under other names', { ak: 'a', sk: 'fakeSecretKey0123456789' }, 'accessKeyId is no'],
    ['an empty key id', { ...key, accessKeyId: '' }, 'accessKeyId is empty.'],
    ['an empty secret', { ...key, secretAccessKey: '' }, 'secretAccessKey is empty.'],
    [
      'a secret with a line break behind it',
      { ...key, secretAccessKey: `${key.secretAccessKey}\n` },
    ],
    ['a secret with Windows line break', { ...key, secretAccessKey: `${key.secretAccessKey}\r\n` }],
    ['a secret after a tab', { ...key, secretAccessKey: `\t${key.secretAccessKey}` }],
    [
      'a secret after a byte order mark',
      { ...key, secretAccessKey: `\ufeff${key.secretAccessKey}` },
    ],
    [
      'a secret before a no-break space',
      { ...key, secretAccessKey: `${key.secretAccessKey}\u00a0` },
    ],
    [
      'a secret before a zero-width space',
      { ...key, secretAccessKey: `${key.secretAccessKey}\u200b` },
    ],
    ['a secret in quotation marks', { ...key, secretAccessKey: `"${key.secretAccessKey}"` }],
    ['a key id before a space', { ...key, accessKeyId: `${key.accessKeyId} ` }],
    ['a security token with a line break', { ...key, securityToken: 'fakeToken0123456789\n' }],
    ...(name === 'signRequest'
      ? []
      : [['a token after a space', { token: ' fakeToken0123456789' }] satisfies [string, object]]),
  ] satisfies [string, unknown, string?][])('are refused without being shown: %s', async (row) => {
    const [, credentials, message = 'begins or ends with white space or a quotation mark.'] = row;
    // A program in JavaScript can give anything.
    const error = await errorOf(() => use(credentials as Credentials));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toMatch(/fake|FAKE|42/);
  });
});
