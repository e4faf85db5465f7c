/** The certificates of SMN messages: which can be read, when they are valid, and where they are downloaded from. */
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pem, selfSigned } from '../../src/local/delivery/self-signed-certificate.js';
import { readCertificate } from '../../src/webhooks/certificate.js';
import {
  CertificateError,
  createWebhookReceiver,
  type FetchFunction,
  type GuardedGetOptions,
  signSmnMessage,
  smnCertificate,
  type SmnOptions,
  verifySmnRequest,
  type WebhookError,
  type WebhookFailure,
} from '../../src/webhooks/index.js';
import {
  event,
  messages,
  other,
  own,
  post,
  reasonOf,
  sentAt,
  smn,
  topicUrn,
} from './signed-webhooks.js';

const day = 24 * 60 * 60 * 1000;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('readCertificate', () => {
  it('reads the dates of the certificate of SMN', () => {
    const { notBefore, notAfter } = readCertificate(smnCertificate);
    expect(new Date(notBefore).toISOString()).toBe('2020-09-09T06:40:04.000Z');
    expect(new Date(notAfter).toISOString()).toBe('2030-09-07T06:40:04.000Z');
    const { subject, issuer, fingerprint256 } = new X509Certificate(smnCertificate);
    expect(subject).toBe('C=CN\nO=Huawei\nCN=Huawei-Cloud-SMN-Meter');
    expect(issuer).toBe('C=CN\nO=Huawei\nCN=Huawei Cloud CA');
    expect(fingerprint256).toMatch(/^85:FF:15:CD:.*:CA:D1:38:17$/);
  });

  it('reads the first certificate of a chain with text and CRLF', () => {
    const chain = `Text\n${own.certificate.replaceAll('\n', '\r\n')}${smnCertificate}`;
    const { validTo } = new X509Certificate(own.certificate);
    expect(readCertificate(chain).notAfter).toBe(Date.parse(validTo));
  });

  const bytes = new X509Certificate(own.certificate).raw;
  const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  it.each([
    ['an empty text', '', 'not an X.509 certificate'],
    ['a private key', own.privateKey, 'not an X.509 certificate'],
    ['half of a certificate', pem(bytes.subarray(0, 300)), 'not an X.509 certificate'],
    ['a key of 1024 bits', selfSigned({ bits: 1024 }).certificate, 'is rsa with 1024 bits'],
    [
      'another kind of key',
      selfSigned({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
        .certificate,
      'is ec with 0 bits',
    ],
    [
      'a 13th month',
      pem(Buffer.from(bytes.toString('latin1').replace('200101', '201301'), 'latin1')),
      'Bad time value',
    ],
  ])('refuses %s', (_, text, why) => {
    expect(() => readCertificate(text)).toThrow(CertificateError);
    expect(() => readCertificate(text)).toThrow(why);
  });

  it('does not show a private key that was given by mistake', () => {
    const [, secret = ''] = own.privateKey.split('\n');
    const certificates = [own.privateKey];
    expect(() =>
      createWebhookReceiver({ smn: { ...smn, certificates }, onEvent: vi.fn() }),
    ).toThrow(expect.toSatisfy((error) => !inspect(error, { showHidden: true }).includes(secret)));
  });

  it('says what a runtime without node:crypto lacks', () => {
    vi.stubGlobal('process', undefined);
    const reading = () => {
      try {
        return readCertificate(own.certificate);
      } finally {
        vi.unstubAllGlobals();
      }
    };
    expect(reading).toThrow(/ no node:crypto.* nodejs_compat/);
  });
});

describe('the validity of a certificate', () => {
  const { timestamp } = messages.notification;
  const draft = { topic_urn: topicUrn, timestamp, message: event };

  it.each([
    ['expired', selfSigned({ notAfter: new Date(sentAt - day) })],
    ['not valid yet', selfSigned({ notBefore: new Date(sentAt + day) })],
  ])('is checked: a certificate that is %s is refused', async (_, { certificate, privateKey }) => {
    const message = await signSmnMessage(privateKey, draft);
    const refused = verifySmnRequest(post(message), { ...smn, certificates: [certificate] });
    expect(await reasonOf(refused)).toBe('expired-certificate');
    await expect(refused).rejects.toThrow(/valid from 20.* not now/);
  });

  it('includes its last second', async () => {
    const { certificate, privateKey } = selfSigned({ notAfter: new Date(sentAt) });
    const message = await signSmnMessage(privateKey, draft);
    const at = (now: number) =>
      verifySmnRequest(post(message), { ...smn, certificates: [certificate], now: () => now });
    expect(await at(sentAt)).toBeDefined();
    expect(await reasonOf(at(sentAt + 1))).toBe('expired-certificate');
  });

  it('of another certificate with the same key is enough', async () => {
    const { certificate } = selfSigned({ ...own, notAfter: new Date(sentAt - day) });
    const verify = (...certificates: string[]) =>
      verifySmnRequest(post(messages.notification), { ...smn, certificates });
    expect(await reasonOf(verify(certificate))).toBe('expired-certificate');
    expect(await verify(certificate, own.certificate)).toBeDefined();
  });
});

describe('downloadCertificate', () => {
  const address = 'https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_cn-north-4_0.pem';

  /** A fetch that records the URLs that it is called with. */
  function recorded(answer: FetchFunction = () => Promise.resolve(new Response(own.certificate))) {
    const called: string[] = [];
    const fetch: FetchFunction = (request) => {
      expect(request.redirect).toBe('manual');
      called.push(request.url);
      return answer(request);
    };
    return { called, fetch };
  }

  function verify(
    download: GuardedGetOptions | boolean,
    changes: object = {},
    others: Partial<SmnOptions> = {},
  ) {
    const message = { ...messages.notification, signing_cert_url: address, ...changes };
    const { topicUrns, now } = smn;
    const options = { topicUrns, now, downloadCertificate: download, ...others };
    return verifySmnRequest(post(message), options);
  }

  it('downloads a certificate once from each URL, for simultaneous messages too', async () => {
    const { called, fetch } = recorded();
    const both = await Promise.all([verify({ fetch }), verify({ fetch, timeoutMs: 100 })]);
    expect([...both, await verify({ fetch })].map(({ type }) => type)).toEqual(
      Array(3).fill('Notification'),
    );
    expect(called).toEqual([address]);
    const elsewhere = address.replaceAll('cn-north-4', 'eu-west-101').replace('.com', '.eu');
    await verify({ fetch }, { signing_cert_url: elsewhere });
    expect(called).toEqual([address, elsewhere]);
  });

  it('downloads again after a failure, and after the certificate has expired', async () => {
    const old = selfSigned({ ...own, notAfter: new Date(sentAt - 1) }).certificate;
    const answers = [new Response(null, { status: 500 }), new Response(old)];
    const { called, fetch } = recorded(() =>
      Promise.resolve(answers.shift() ?? new Response(own.certificate)),
    );
    expect(await reasonOf(verify({ fetch }))).toBe('certificate-unavailable');
    expect(await reasonOf(verify({ fetch }))).toBe('expired-certificate');
    expect(await verify({ fetch })).toBeDefined();
    expect(called).toHaveLength(3);
  });

  it('calls the hosts of the options instead of those of SMN', async () => {
    const { called, fetch } = recorded();
    const signing_cert_url = 'https://certificates.example.com/smn.pem';
    const hosts = ['smn.*.example.com', 'Certificates.example.com'];
    await verify({ fetch, hosts }, { signing_cert_url });
    expect(called).toEqual([signing_cert_url]);
    expect(await reasonOf(verify({ fetch, hosts }))).toBe('refused-url');
  });

  it('uses the global fetch by default', async () => {
    const { called, fetch } = recorded();
    vi.stubGlobal('fetch', fetch);
    expect(await verify(true)).toBeDefined();
    expect(called).toEqual([address]);
  });

  it.each<[string, object, Partial<SmnOptions>, WebhookFailure | undefined]>([
    ['it is not allowed', {}, { downloadCertificate: false }, 'invalid-signature'],
    ['a trusted certificate fits', {}, { certificates: [own.certificate] }, undefined],
    ['the topic is another one', { topic_urn: 'urn:smn:a:b:c' }, {}, 'unexpected-topic'],
    ['the message is old', {}, { now: () => sentAt + 1e9 }, 'stale-timestamp'],
    ['the signature is not base64', { signature: 'not base64' }, {}, 'invalid-signature'],
    ['there is no URL', { signing_cert_url: undefined }, {}, 'invalid-signature'],
  ])('does not download when %s', async (_, changes, others, reason) => {
    const { called, fetch } = recorded();
    const outcome = await verify({ fetch }, changes, others).then(
      () => undefined,
      (error: unknown) => (error as WebhookError).reason,
    );
    expect(outcome).toBe(reason);
    expect(called).toEqual([]);
  });

  it('refuses a message that the downloaded certificate does not fit', async () => {
    const { fetch } = recorded(() => Promise.resolve(new Response(other.certificate)));
    expect(await reasonOf(verify({ fetch }))).toBe('invalid-signature');
  });

  const path = '.myhuaweicloud.com/smn/SMN_cn-north-4_0.pem';
  it.each([
    ['', 'not a URL'],
    [`http://smn.cn-north-4${path}`, 'http:'],
    [`https://user@smn.cn-north-4${path}`, 'credentials'],
    ['https://smn.cn-north-4.myhuaweicloud.com:8443/smn/a.pem', 'port'],
    [`https://smn.cn-north-4.evil.example${path}`, 'allowed hosts'],
    [`https://smn.${path}`, 'allowed hosts'],
    [`https://evil.smn.cn-north-4${path}`, 'allowed hosts'],
    ['https://smn.cn-north-4.myhuaweicloud.com.evil.example/a.pem', 'allowed hosts'],
    ['https://smn.cn-north-4.myhuaweicloud.com./a.pem', 'allowed hosts'],
    ['https://smn-cn-north-4-myhuaweicloud.com/a.pem', 'allowed hosts'],
    ['https://smn.cn-north-4xmyhuaweicloud.com/a.pem', 'allowed hosts'],
    ['https://127.0.0.1/a.pem', 'allowed hosts'],
    ['https://[::1]/a.pem', 'allowed hosts'],
    [address.slice(0, -1), 'not a .pem file'],
    [`${address}?a`, 'not a .pem file'],
    [`${address}#a`, 'not a .pem file'],
    [`https://smn.cn-north-4.myhuaweicloud.com/?${address}`, 'not a .pem file'],
  ])('does not call %j', async (signing_cert_url, why) => {
    const { called, fetch } = recorded();
    const refused = verify({ fetch }, { signing_cert_url });
    await expect(refused).rejects.toThrow(why);
    expect(await reasonOf(refused)).toBe('refused-url');
    expect(called).toEqual([]);
  });

  const stalled = () => new ReadableStream({ pull: () => new Promise(() => undefined) });
  it.each<[string, FetchFunction]>([
    ['there is no connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['the answer is a redirect', () => Promise.resolve(Response.redirect(address, 302))],
    ['the answer is a 404', () => Promise.resolve(new Response(own.certificate, { status: 404 }))],
    ['the answer is not a certificate', () => Promise.resolve(new Response('<html>'))],
    ['the answer is too long', () => Promise.resolve(new Response(own.certificate.padEnd(16_385)))],
    ['the answer does not arrive', () => new Promise(() => undefined)],
    ['the answer does not end', () => Promise.resolve(new Response(stalled()))],
  ])('fails with certificate-unavailable when %s', async (_, answer) => {
    const { called, fetch } = recorded(answer);
    const refused = verify({ fetch, timeoutMs: 20 });
    expect(await reasonOf(refused)).toBe('certificate-unavailable');
    await expect(refused).rejects.toThrow('smn.cn-north-4.myhuaweicloud.com');
    await expect(refused).rejects.toHaveProperty('cause');
    expect(called).toEqual([address]);
  });
});
