/** The published vectors, through the public signRequest. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalRequest } from '../../src/auth/canonical-request.js';
import { signRequest } from '../../src/index.js';
import { documentedExample, settledVectors, type Vector, vectors } from './vectors.js';

const signingDate = new Date('2026-01-02T03:04:05.678Z');

function requestOf({ method, url, headers, body }: Vector): Request {
  // Bytes, because a text would get a content type that the vector does not have.
  return new Request(url, { method, headers, body: body && new TextEncoder().encode(body) });
}

/** Signs without X-Sdk-Date in the request, so that the date can come from the option alone. */
function signByOption(vector: Vector): Promise<Request> {
  const request = requestOf(vector);
  request.headers.delete('x-sdk-date');
  const signedHeaders = namesOf(vector).filter((name) => name !== 'x-sdk-date');
  return signRequest(request, vector, { date: signingDate, signedHeaders });
}

/** What this signer takes for the canonical request of what it sends. */
function canonicalTextOf(signed: Request, vector: Vector): string {
  return canonicalRequest({
    method: signed.method,
    url: new URL(signed.url),
    headers: signed.headers,
    signedHeaders: namesOf(vector),
    payloadHash: signed.headers.get('x-sdk-content-sha256') ?? sha256(vector.body ?? ''),
  });
}

const namesOf = ({ signedHeaders }: { signedHeaders: string }) => signedHeaders.split(';');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function find(name: string): Vector {
  const vector = vectors.find((candidate) => candidate.name === name);
  if (vector === undefined) throw new Error(`There is no vector ${name}.`);
  return vector;
}

async function expectSigned(signed: Request, vector: Vector): Promise<void> {
  expect(canonicalTextOf(signed, vector)).toBe(vector.canonicalRequest);
  expect(signed.headers.get('authorization')).toBe(vector.authorization);
  expect(signed.headers.get('x-sdk-date')).toBe('20260102T030405Z');
  const { 'x-sdk-date': date, authorization, ...headers } = Object.fromEntries(signed.headers);
  const { 'x-sdk-date': given, ...own } = Object.fromEntries(requestOf(vector).headers);
  expect([date, authorization, given]).not.toContain(undefined);
  expect(headers).toEqual(own);
  expect(signed.method).toBe(vector.method);
  expect(signed.url).toBe(new URL(vector.url).href);
  expect(await signed.text()).toBe(vector.body ?? '');
}

describe('vectors.json', () => {
  it('has all of them, each with a name of its own', () => {
    expect(vectors).toHaveLength(49);
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(49);
    expect(settledVectors).toHaveLength(41);
  });

  it.each(vectors)('is consistent in itself: $name', (vector) => {
    expect(vector.stringToSign).toBe(
      `SDK-HMAC-SHA256\n20260102T030405Z\n${sha256(vector.canonicalRequest)}`,
    );
    expect(vector.accessKeyId).toMatch(/FAKE/);
    expect(vector.secretAccessKey).toMatch(/fake/i);
  });
});

describe('a vector that the rules settle', () => {
  it.each(settledVectors)('is reproduced with the date as an option: $name', async (vector) => {
    await expectSigned(await signByOption(vector), vector);
  });

  it.each(settledVectors)('is reproduced with the date in the request: $name', async (vector) => {
    const signedHeaders = namesOf(vector);
    await expectSigned(await signRequest(requestOf(vector), vector, { signedHeaders }), vector);
  });

  it('is reproduced whatever case and order the names of the headers are given in', async () => {
    const vector = find('headers-mixed-case');
    const signedHeaders = namesOf(vector)
      .reverse()
      .map((name) => name.toUpperCase());
    await expectSigned(await signRequest(requestOf(vector), vector, { signedHeaders }), vector);
  });

  it('is reproduced from a date in the extended form, which is sent in the basic one', async () => {
    const vector = find('date-extended-iso');
    const request = requestOf(vector);
    request.headers.set('x-sdk-date', '2026-01-02T03:04:05Z');
    await expectSigned(await signRequest(request, vector), vector);
  });
});

describe('the documented example', () => {
  it('has the documented hash', async () => {
    const { method, url, headers, canonicalRequestSha256 } = documentedExample;
    const text = canonicalRequest({
      method,
      url: new URL(url),
      headers: new Headers(headers),
      signedHeaders: namesOf(documentedExample),
      payloadHash: sha256(''),
    });
    expect(sha256(text)).toBe(canonicalRequestSha256);
    const key = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey: 'fake-secret-key' };
    const signed = await signRequest(new Request(url, { method, headers }), key, {
      signedHeaders: namesOf(documentedExample),
    });
    expect(signed.headers.get('authorization')).toContain('=content-type;host;x-sdk-date, ');
  });
});

describe('a vector that the rules leave undecided', () => {
  const undecided = vectors.filter((vector) => !settledVectors.includes(vector));

  it.each(undecided.filter(({ name }) => name !== 'headers-utf8-value'))(
    'is signed as expected: $name',
    async (vector) => {
      await expectSigned(await signByOption(vector), vector);
      const signedHeaders = namesOf(vector);
      await expectSigned(await signRequest(requestOf(vector), vector, { signedHeaders }), vector);
    },
  );

  it('cannot be put into a Request: headers-utf8-value', () => {
    expect(() => requestOf(find('headers-utf8-value'))).toThrow(TypeError);
  });

  it('loses its default port in a Request, so that host and signature are without: host-default-port-443', async () => {
    const vector = find('host-default-port-443');
    const url = vector.url.replace('vod.example.com', 'vod.example.com:443');
    const signed = await signByOption({ ...vector, url });
    expect(new URL(signed.url).host).toBe('vod.example.com');
    await expectSigned(signed, vector);
  });
});
