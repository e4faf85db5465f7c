/** The certificate at signing_cert_url: asked for only when it was chosen, and only where it is expected. */
import { describe, expect, it } from 'vitest';
import {
  WebhookError,
  type WebhookFailure,
  type FetchFunction,
  type GuardedGetOptions,
  type SmnOptions,
  verifySmnRequest,
} from '../../src/webhooks/index.js';
import { selfSigned } from '../../src/local/delivery/self-signed-certificate.js';
import { messages, options, own, post, reasonOf, sentAt } from './smn-messages.js';

const address = 'https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_cn-north-4_0.pem';

/** A fetch that remembers what it was asked. */
function recorded(answer: FetchFunction = () => Promise.resolve(new Response(own.certificate))) {
  const asked: string[] = [];
  const fetch: FetchFunction = (url, init) => {
    expect(init).toMatchObject({ redirect: 'manual', signal: expect.any(AbortSignal) });
    expect(Object.keys(init)).toEqual(['redirect', 'signal']);
    asked.push(url);
    return answer(url, init);
  };
  return { asked, fetch };
}

function verify(
  download: GuardedGetOptions | boolean,
  changes: object = {},
  others: Partial<SmnOptions> = {},
) {
  const message = { ...messages.notification, signing_cert_url: address, ...changes };
  const { topicUrns, now } = options;
  const verification = { topicUrns, now, downloadCertificate: download, ...others };
  return verifySmnRequest(post(message), verification);
}

describe('the download', () => {
  it('is made once, also for messages at the same time', async () => {
    const { asked, fetch } = recorded();
    const both = await Promise.all([verify({ fetch }), verify({ fetch, timeoutMs: 100 })]);
    expect([...both, await verify({ fetch })].map(({ type }) => type)).toEqual(
      Array(3).fill('Notification'),
    );
    expect(asked).toEqual([address]);
  });

  it('is made for each address', async () => {
    const { asked, fetch } = recorded();
    const other = address.replaceAll('cn-north-4', 'eu-west-101').replace('.com', '.eu');
    await verify({ fetch });
    await verify({ fetch }, { signing_cert_url: other });
    expect(asked).toEqual([address, other]);
  });

  it('is made again when it failed, and when the certificate has expired', async () => {
    const old = selfSigned({ ...own, notAfter: new Date(sentAt - 1) }).certificate;
    const answers = [new Response(null, { status: 500 }), new Response(old)];
    const { asked, fetch } = recorded(() =>
      Promise.resolve(answers.shift() ?? new Response(own.certificate)),
    );
    expect(await reasonOf(verify({ fetch }))).toBe('certificate-unavailable');
    expect(await reasonOf(verify({ fetch }))).toBe('expired-certificate');
    expect(await verify({ fetch })).toBeDefined();
    expect(asked).toHaveLength(3);
  });

  it('is made at other hosts only when they are named', async () => {
    const { asked, fetch } = recorded();
    const signing_cert_url = 'https://certificates.example.com/smn.pem';
    const hosts = ['smn.*.example.com', 'Certificates.example.com'];
    await verify({ fetch, hosts }, { signing_cert_url });
    expect(asked).toEqual([signing_cert_url]);
    expect(await reasonOf(verify({ fetch, hosts }))).toBe('refused-url');
  });

  it('is of the global fetch when no other is given', async () => {
    const { asked, fetch } = recorded();
    const original = globalThis.fetch;
    globalThis.fetch = fetch as typeof original; // It is asked with a text alone.
    try {
      expect(await verify(true)).toBeDefined();
    } finally {
      globalThis.fetch = original;
    }
    expect(asked).toEqual([address]);
  });

  it.each<[string, object, Partial<SmnOptions>, WebhookFailure | undefined]>([
    ['it was not chosen', {}, { downloadCertificate: false }, 'invalid-signature'],
    ['another certificate fits', {}, { certificates: [own.certificate] }, undefined],
    ['the topic is another', { topic_urn: 'urn:smn:a:b:c' }, {}, 'unexpected-topic'],
    ['the message is old', {}, { now: () => sentAt + 1e9 }, 'stale-timestamp'],
    ['the signature is none', { signature: 'not base64' }, {}, 'invalid-signature'],
  ])('is not made when %s', async (_, changes, others, reason) => {
    const { asked, fetch } = recorded();
    const outcome = await verify({ fetch }, changes, others).then(
      () => undefined,
      (error: unknown) => (error as WebhookError).reason,
    );
    expect(outcome).toBe(reason);
    expect(asked).toEqual([]);
  });

  it('of a certificate that did not sign the message helps nobody', async () => {
    const { fetch } = recorded(() => Promise.resolve(new Response(selfSigned().certificate)));
    expect(await reasonOf(verify({ fetch }))).toBe('invalid-signature');
  });

  const pem = '.myhuaweicloud.com/smn/SMN_cn-north-4_0.pem';
  it.each([
    ['', 'no address'],
    ['/smn/SMN_cn-north-4_0.pem', 'no address'],
    [`http://smn.cn-north-4${pem}`, 'http:'],
    [`ftp://smn.cn-north-4${pem}`, 'ftp:'],
    [`https://user@smn.cn-north-4${pem}`, 'credentials'],
    [`https://:password@smn.cn-north-4${pem}`, 'credentials'],
    ['https://smn.cn-north-4.myhuaweicloud.com:8443/smn/a.pem', 'port'],
    [`https://smn.cn-north-4.evil.example${pem}`, 'none of the hosts'],
    [`https://smn.a.b${pem}`, 'none of the hosts'],
    [`https://smn.${pem}`, 'none of the hosts'],
    [`https://evil.smn.cn-north-4${pem}`, 'none of the hosts'],
    ['https://smn.cn-north-4.myhuaweicloud.com.evil.example/a.pem', 'none of the hosts'],
    ['https://smn.cn-north-4.myhuaweicloud.com./a.pem', 'none of the hosts'],
    ['https://smn-cn-north-4-myhuaweicloud.com/a.pem', 'none of the hosts'],
    ['https://smn.cn-north-4xmyhuaweicloud.com/a.pem', 'none of the hosts'],
    ['https://console.huaweicloud.com/a.pem', 'none of the hosts'],
    ['https://127.0.0.1/a.pem', 'none of the hosts'],
    ['https://[::1]/a.pem', 'none of the hosts'],
    ['https://localhost/a.pem', 'none of the hosts'],
    [address.slice(0, -1), 'no .pem file'],
    [`${address}?a`, 'no .pem file'],
    [`${address}#a`, 'no .pem file'],
    [`https://smn.cn-north-4.myhuaweicloud.com/?${address}`, 'no .pem file'],
  ])('is not made at %j', async (signing_cert_url, why) => {
    const { asked, fetch } = recorded();
    const refused = verify({ fetch }, { signing_cert_url });
    await expect(refused).rejects.toThrow(why);
    expect(await reasonOf(refused)).toBe('refused-url');
    expect(asked).toEqual([]);
  });

  it('is not made without an address', async () => {
    const { asked, fetch } = recorded();
    const refused = verify({ fetch }, { signing_cert_url: undefined });
    expect(await reasonOf(refused)).toBe('invalid-signature');
    expect(asked).toEqual([]);
  });

  const stalled = () => new ReadableStream({ pull: () => new Promise(() => undefined) });
  it.each<[string, FetchFunction]>([
    ['there is no connection', () => Promise.reject(new TypeError('fetch failed'))],
    [
      'it throws at once',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
    ['it is redirected', () => Promise.resolve(Response.redirect(address, 302))],
    ['there is none', () => Promise.resolve(new Response(own.certificate, { status: 404 }))],
    ['the answer is no certificate', () => Promise.resolve(new Response('<html>'))],
    ['the answer is too long', () => Promise.resolve(new Response(own.certificate.padEnd(16_385)))],
    ['the answer does not come', () => new Promise(() => undefined)],
    ['the answer does not end', () => Promise.resolve(new Response(stalled()))],
  ])('fails when %s', async (_, answer) => {
    const { asked, fetch } = recorded(answer);
    const refused = verify({ fetch, timeoutMs: 20 });
    expect(await reasonOf(refused)).toBe('certificate-unavailable');
    await expect(refused).rejects.toThrow('smn.cn-north-4.myhuaweicloud.com');
    await expect(refused).rejects.toHaveProperty('cause');
    expect(asked).toEqual([address]);
  });
});
