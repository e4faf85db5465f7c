/** What signRequest and signingMiddleware do to a request, besides signing it. */
import { setFlagsFromString } from 'node:v8';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import createClient from 'openapi-fetch';
import { describe, expect, it, vi } from 'vitest';
import { type paths, signingMiddleware, signRequest } from '../../src/index.js';
import { isSigned } from './independent-verifier.js';

const key = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey: 'fake-secret-key' };
const date = new Date('2026-01-02T03:04:05Z');
const url = 'https://vod.example.com/v1.0/p1/asset/details?asset_id=a1';

const unsignedPayload = { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' };

const authorizationOf = (request: Request) => request.headers.get('authorization') ?? '';
const signedNamesOf = (request: Request) =>
  /SignedHeaders=([^,]+)/.exec(authorizationOf(request))?.[1]?.split(';');

function post(init: RequestInit = {}, to = url): Request {
  return new Request(to, { method: 'POST', body: '{"a":1}', ...init });
}

const isValid = (signed: Request) => isSigned(signed, key.secretAccessKey);

describe('signRequest and the request that it is given', () => {
  it.each([
    ['without a body', () => new Request(url)],
    ['with a body', () => post()],
    ['with a plus in its query', () => post({}, `${url}&title=a+b`)],
  ])(
    'leaves a request %s unread and unchanged, so that it can be signed twice',
    async (_, make) => {
      const request = make();
      const before = { url: request.url, headers: [...request.headers] };
      const first = await signRequest(request, key, { date });
      const second = await signRequest(request, key, { date });
      expect({ url: request.url, headers: [...request.headers] }).toEqual(before);
      expect(request.bodyUsed).toBe(false);
      expect(authorizationOf(second)).toBe(authorizationOf(first));
      const text = await request.text();
      expect([await first.text(), await second.text()]).toEqual([text, text]);
    },
  );

  it('hands an unsigned body over without reading it', async () => {
    const request = post({ headers: unsignedPayload });
    const text = await request.clone().text();
    const signed = await signRequest(request, key, { date });
    expect(await signed.text()).toBe(text);
  });

  it('signs a signed request afresh', async () => {
    const first = await signRequest(post(), key, { date });
    const again = await signRequest(first, key, { date: new Date(date.getTime() + 1000) });
    expect(again.headers.get('x-sdk-date')).toBe('20260102T030406Z');
    expect(authorizationOf(again)).not.toBe(authorizationOf(first));
    expect(await isValid(again)).toBe(true);
  });

  it('takes the time of now when nothing else is said', async () => {
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

  it('keeps the abort signal when memory is tidied up', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const controller = new AbortController();
    const request = new Request(url, { signal: controller.signal });
    const signed = await signRequest(request, key);
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
    controller.abort();
    expect(request.signal.aborted).toBe(true);
    expect(signed.signal.aborted).toBe(true);
  });
});

describe('what signRequest sends', () => {
  it('has a plus of the query as %20, in every place', async () => {
    const signed = await signRequest(post({}, 'https://vod.example.com/a+b?c+d=e+f&g=%2B'), key);
    expect(signed.url).toBe('https://vod.example.com/a+b?c%20d=e%20f&g=%2B');
    expect(await signed.clone().text()).toBe('{"a":1}');
    expect(await isValid(signed)).toBe(true);
  });

  it('has the security token, signed', async () => {
    const signed = await signRequest(new Request(url), { ...key, securityToken: 'fake/token+=' });
    expect(signed.headers.get('x-security-token')).toBe('fake/token+=');
    expect(signedNamesOf(signed)).toEqual(['host', 'x-sdk-date', 'x-security-token']);
    expect(await isValid(signed)).toBe(true);
  });

  it('has the date and the token signed even if they are not named', async () => {
    const temporary = { ...key, securityToken: 'fake-token' };
    const signed = await signRequest(new Request(url), temporary, { signedHeaders: [] });
    expect(signedNamesOf(signed)).toEqual(['x-sdk-date', 'x-security-token']);
    expect(await isValid(signed)).toBe(true);
  });

  it('has the headers signed that mean something to the gateway, and no content type', async () => {
    const headers = {
      ...unsignedPayload,
      'X-Domain-Id': 'd1',
      'X-Project-Id': 'p1',
      'X-Other': 'o',
    };
    const signed = await signRequest(post({ headers }), key);
    const ids = ['x-domain-id', 'x-project-id'];
    expect(signedNamesOf(signed)).toEqual(['host', ...ids, 'x-sdk-content-sha256', 'x-sdk-date']);
  });

  it('has UNSIGNED-PAYLOAD signed even if it is not named', async () => {
    const request = post({ headers: unsignedPayload });
    const signed = await signRequest(request, key, { signedHeaders: ['host'] });
    expect(signedNamesOf(signed)).toContain('x-sdk-content-sha256');
  });

  it('has the method in upper case, which fetch does not do to `patch`', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const request = post({ method: 'patch' });
    warn.mockRestore();
    const signed = await signRequest(request, key);
    expect([request.method, signed.method]).toEqual(['patch', 'PATCH']);
    expect(await isValid(signed)).toBe(true);
  });

  it('has another signature at another time, for another body, query or key', async () => {
    const later = new Date(date.getTime() + 1000);
    const variants = [
      await signRequest(post(), key, { date }),
      await signRequest(post(), key, { date: later }),
      await signRequest(post({ body: '{"a":2}' }), key, { date }),
      await signRequest(post({}, `${url}2`), key, { date }),
      await signRequest(post(), { ...key, secretAccessKey: 'another-fake-key' }, { date }),
    ];
    expect(new Set(variants.map(authorizationOf)).size).toBe(variants.length);
    expect(await Promise.all(variants.map(isValid))).toEqual([true, true, true, true, false]);
  });

  it('has the secret key nowhere', async () => {
    const signed = await signRequest(post(), key);
    const everything = inspect(signed, { depth: null, showHidden: true, getters: true });
    const shown = `${everything} ${signed.url} ${JSON.stringify([...signed.headers])}`;
    expect(shown).toContain(key.accessKeyId);
    expect(shown).not.toContain(key.secretAccessKey);
  });

  it('may have a body without end: UNSIGNED-PAYLOAD', async () => {
    let pulls = 0;
    const pull = (controller: ReadableStreamDefaultController) => {
      pulls += 1;
      controller.enqueue(new TextEncoder().encode('fake'));
    };
    const init = { body: new ReadableStream({ pull }), duplex: 'half', headers: unsignedPayload };
    const signed = await signRequest(post(init), key);
    expect(pulls).toBeLessThan(4); // No more than what the streams on the way hold ready.
    await signed.body?.cancel();
  });

  // UTF-16 has the emoji first; by code point, as by the bytes of UTF-8, it comes last.
  it.each(['?%F0%9F%8E%AC=1&%EF%BD%9E=2', '?a=%F0%9F%8E%AC&a=%EF%BD%9E'])(
    'is signed with its query in the order of code points: %s',
    async (query) => {
      const signed = await signRequest(new Request(`https://vod.example.com/${query}`), key);
      expect(await isValid(signed)).toBe(true);
    },
  );
});

describe('signRequest refuses', () => {
  const headers = { X_Custom: '1', 'X-Sdk-Date': '20260102T030405Z' };

  it.each([
    ['a header that is missing', ['host', 'X-Missing'], '"x-missing"'],
    ['a header with an underscore', ['X_Custom'], '"x_custom"'],
    ['the header that it makes itself', ['authorization'], '"authorization"'],
  ])('to sign %s, and names it', async (_, signedHeaders, named) => {
    const signed = await signRequest(new Request(url, { headers }), key);
    const refusal = signRequest(signed, key, { signedHeaders });
    await expect(refusal).rejects.toThrow(TypeError);
    await expect(refusal).rejects.toThrow(named);
  });

  it.each(['tomorrow', '20261302T030405Z', '20260102T250000Z', '1', 'x 7', '20260231T000000Z'])(
    'an X-Sdk-Date that is no date: %s',
    async (text) => {
      const refusal = signRequest(new Request(url, { headers: { 'X-Sdk-Date': text } }), key);
      await expect(refusal).rejects.toThrow(TypeError);
      await expect(refusal).rejects.toThrow(text);
    },
  );

  it('a body that does not end within the 12 MB that a gateway verifies', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    });
    // `duplex` is what fetch asks for when a body is a stream; the DOM's types do not have it yet.
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body: endless,
      duplex: 'half',
    };
    await expect(signRequest(new Request(url, init), key)).rejects.toThrow(
      /longer than the 12 MB.*UNSIGNED-PAYLOAD/,
    );
  });

  it('an invalid Date as an option', async () => {
    const invalid = signRequest(new Request(url), key, { date: new Date(NaN) });
    await expect(invalid).rejects.toThrow('options.date');
  });
});

describe('signingMiddleware', () => {
  it('signs what a plain openapi-fetch client sends', async () => {
    const sent: Request[] = [];
    const fetch = (request: Request) => {
      sent.push(request);
      return Promise.resolve(Response.json({}));
    };
    const client = createClient<paths>({ baseUrl: 'https://vod.example.com', fetch });
    client.use(signingMiddleware(key));
    const path = { project_id: 'p1' };
    await client.GET('/v1.0/{project_id}/asset/details', {
      params: { path, query: { asset_id: 'a b', categories: ['base_info', 'transcode_info'] } },
    });
    await client.POST('/v1.0/{project_id}/asset/extract_audio', {
      params: { path },
      body: { asset_id: 'a1', parameter: { format: 'MP3' } },
    });
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(await Promise.all(sent.map(isValid))).toEqual([true, true]);
    expect(await sent[1]?.json()).toEqual({ asset_id: 'a1', parameter: { format: 'MP3' } });
  });
});
