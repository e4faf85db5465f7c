/** What signRequest does to a request besides signing it. */
import { setFlagsFromString } from 'node:v8';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { type SignOptions, signRequest } from '../../src/index.js';
import { isSigned } from './independent-verifier.js';

const key = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey: 'fake-secret-key' };
const date = new Date('2026-01-02T03:04:05Z');
const url = 'https://vod.example.com/v1.0/p1/asset/details?asset_id=a1';

const unsignedPayload = { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' };

const authorizationOf = (request: Request) => request.headers.get('authorization') ?? '';

function post(init: RequestInit = {}, to = url): Request {
  return new Request(to, { method: 'POST', body: '{"a":1}', ...init });
}

const isValid = (signed: Request) => isSigned(signed, key.secretAccessKey);

describe('signRequest', () => {
  it.each([
    ['without a body', () => new Request(url)],
    ['with a body', () => post()],
    ['with a plus in its query', () => post({}, `${url}&title=a+b`)],
  ])('leaves a request %s unread and unchanged, to be signed again', async (_, make) => {
    const request = make();
    const before = { url: request.url, headers: [...request.headers] };
    const first = await signRequest(request, key, { date });
    const second = await signRequest(request, key, { date });
    expect({ url: request.url, headers: [...request.headers] }).toEqual(before);
    expect(request.bodyUsed).toBe(false);
    expect(authorizationOf(second)).toBe(authorizationOf(first));
    const text = await request.text();
    expect([await first.text(), await second.text()]).toEqual([text, text]);
  });

  it('signs a signed request afresh', async () => {
    const first = await signRequest(post(), key, { date });
    const again = await signRequest(first, key, { date: new Date(date.getTime() + 1000) });
    expect(again.headers.get('x-sdk-date')).toBe('20260102T030406Z');
    expect(authorizationOf(again)).not.toBe(authorizationOf(first));
    expect(await isValid(again)).toBe(true);
  });

  it('takes the time of now without another date', async () => {
    vi.useFakeTimers({ now: date, toFake: ['Date'] });
    const signed = await signRequest(new Request(url), key).finally(() => vi.useRealTimers());
    expect(signed.headers.get('x-sdk-date')).toBe('20260102T030405Z');
  });

  it('keeps the boundary of a form', async () => {
    const form = new FormData();
    form.set('file', new Blob(['fake']), 'a.txt');
    const signed = await signRequest(post({ body: form }), key, {
      signedHeaders: ['content-type'],
    });
    expect(await isValid(signed)).toBe(true);
    expect((await signed.formData()).get('file')).toBeInstanceOf(File);
  });

  it.each(['https://vod.example.com/a', 'https://vod.example.com/a?b=c+d'])(
    'keeps the redirect mode and the abort signal of %s',
    async (to) => {
      for (const method of ['GET', 'POST']) {
        const controller = new AbortController();
        const body = method === 'POST' ? 'x' : null;
        const init: RequestInit = { method, body, redirect: 'manual', signal: controller.signal };
        const signed = await signRequest(new Request(to, init), key);
        expect(signed.redirect).toBe('manual');
        expect(signed.signal.aborted).toBe(false);
        controller.abort(new Error('enough'));
        expect(signed.signal.reason).toEqual(new Error('enough'));
      }
    },
  );

  it.each<[string, string, RequestInit]>([
    ['a GET', url, {}],
    ['a body', url, { method: 'POST', body: '{"a":1}' }],
    ['another URL', `${url}?c+d`, {}],
    ['a body and another URL', `${url}?c+d`, { method: 'POST', body: '{"a":1}' }],
    ['UNSIGNED-PAYLOAD', url, { method: 'POST', body: 'x', headers: unsignedPayload }],
  ])('keeps the abort signal through garbage collections with %s', async (_what, to, init) => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const controller = new AbortController();
    const signed = await signRequest(new Request(to, { ...init, signal: controller.signal }), key);
    for (let times = 0; times < 5; times += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      collectGarbage();
    }
    controller.abort();
    expect(signed.signal.aborted).toBe(true);
  });

  it('sends a plus of the query as %20, and leaves one of the path', async () => {
    const signed = await signRequest(post({}, 'https://vod.example.com/a+b?c+d=e+f&g=%2B'), key);
    expect(signed.url).toBe('https://vod.example.com/a+b?c%20d=e%20f&g=%2B');
    expect(await signed.clone().text()).toBe('{"a":1}');
    expect(await isValid(signed)).toBe(true);
  });

  const temporary = { ...key, securityToken: 'fake/token+=' };
  const ids = { 'X-Domain-Id': 'd1', 'X-Project-Id': 'p1', 'X-Other': 'o' };
  const withIds = () => post({ headers: { ...unsignedPayload, ...ids } });
  const idNames = 'x-domain-id;x-project-id';
  const payloadNames = 'x-sdk-content-sha256;x-sdk-date;x-security-token';
  it.each<[string, () => Request, SignOptions, string]>([
    ['host, date and token by default', () => post(), {}, 'host;x-sdk-date;x-security-token'],
    ['date and token always', () => post(), { signedHeaders: [] }, 'x-sdk-date;x-security-token'],
    ['the ids by default, but no content type', withIds, {}, `host;${idNames};${payloadNames}`],
    ['UNSIGNED-PAYLOAD always', withIds, { signedHeaders: ['Host'] }, `host;${payloadNames}`],
  ])('signs %s', async (_what, make, options, names) => {
    const signed = await signRequest(make(), temporary, options);
    expect(signed.headers.get('x-security-token')).toBe('fake/token+=');
    expect(/SignedHeaders=([^,]+)/.exec(authorizationOf(signed))?.[1]).toBe(names);
    expect(await isValid(signed)).toBe(true);
  });

  it('sends the method in upper case, which fetch does not do to `patch`', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const request = post({ method: 'patch' });
    warn.mockRestore();
    const signed = await signRequest(request, key);
    expect([request.method, signed.method]).toEqual(['patch', 'PATCH']);
    expect(await isValid(signed)).toBe(true);
  });

  it('puts the secret key nowhere', async () => {
    const signed = await signRequest(post(), key);
    const everything = inspect(signed, { depth: null, showHidden: true, getters: true });
    const shown = `${everything} ${signed.url} ${JSON.stringify([...signed.headers])}`;
    expect(shown).toContain(key.accessKeyId);
    expect(shown).not.toContain(key.secretAccessKey);
  });

  it('hands an unsigned body over without reading it, even one without an end', async () => {
    let pulls = 0;
    const pull = (controller: ReadableStreamDefaultController) => {
      pulls += 1;
      controller.enqueue(new TextEncoder().encode('fake'));
    };
    const init = { body: new ReadableStream({ pull }), duplex: 'half', headers: unsignedPayload };
    const signed = await signRequest(post(init), key);
    expect(pulls).toBeLessThan(4); // No more than what the streams on the way hold ready.
    const { value } = (await signed.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe('fake');
  });

  // UTF-16 has the emoji first; by code point, as by the bytes of UTF-8, it comes last.
  it.each(['?%F0%9F%8E%AC=1&%EF%BD%9E=2', '?a=%F0%9F%8E%AC&a=%EF%BD%9E'])(
    'signs the query in the order of code points: %s',
    async (query) => {
      const signed = await signRequest(new Request(`https://vod.example.com/${query}`), key);
      expect(await isValid(signed)).toBe(true);
    },
  );

  const endless = (): Request => {
    const pull = (controller: ReadableStreamDefaultController) =>
      controller.enqueue(new Uint8Array(1024 * 1024));
    return post({ body: new ReadableStream({ pull }), duplex: 'half' } as RequestInit); // The DOM's types lack it.
  };
  const underscore = () => post({ headers: { X_Custom: '1' } });
  const dates = [
    'tomorrow',
    '20261302T030405Z',
    '20260102T250000Z',
    '1',
    'x 7',
    '20260231T000000Z',
  ];
  it.each<[string, () => Request, SignOptions, string | RegExp]>([
    ['a header that is missing', () => post(), { signedHeaders: ['X-Missing'] }, '"x-missing"'],
    ['an underscore in a name', underscore, { signedHeaders: ['X_Custom'] }, '"x_custom"'],
    ['its own header', () => post(), { signedHeaders: ['authorization'] }, '"authorization"'],
    ['a body over 12 MB', endless, {}, /longer than the 12 MB.*UNSIGNED-PAYLOAD/],
    ['an invalid Date', () => post(), { date: new Date(NaN) }, 'options.date'],
  ])('refuses %s, and names it', async (_what, make, options, message) => {
    const refusal = signRequest(make(), key, options);
    await expect(refusal).rejects.toThrow(TypeError);
    await expect(refusal).rejects.toThrow(message);
  });

  it.each(dates)('refuses the X-Sdk-Date %s, which is no date', async (text) => {
    const refusal = signRequest(new Request(url, { headers: { 'X-Sdk-Date': text } }), key);
    await expect(refusal).rejects.toThrow(TypeError);
    await expect(refusal).rejects.toThrow(text);
  });
});
