/** Webhooks of VOD's own channel. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type MfsOptions,
  signedMfsRequest,
  signMfsMessage,
  verifyMfsRequest,
  type WebhookFailure,
} from '../../src/webhooks/index.js';
import { mfs, reasonOf, sentAt } from './signed-webhooks.js';

const { key, now } = mfs;
const fifteenMinutes = 15 * 60 * 1000;
const message = '{"event_type":"brandNewComplete","note":"片头 🎬"}';

interface Draft {
  message?: string;
  timestamp?: string;
  signature?: string;
  body?: string;
}

/** The signature, by node:crypto instead of the tested signer. */
function sign(timestamp: string, text: string, withKey = key): string {
  return createHmac('sha256', withKey).update(`VOD_${timestamp}_${text}`).digest('hex');
}

function webhook({ message: text = message, timestamp = String(sentAt), ...rest }: Draft = {}) {
  const { signature = sign(timestamp, text), body = JSON.stringify({ message: text }) } = rest;
  const headers = { auth_sign: signature, auth_timestamp: timestamp };
  return new Request('https://receiver.example.com/', { method: 'POST', headers, body });
}

/** The body, padded to a number of bytes. */
function bodyOf(bytes: number): string {
  const body = JSON.stringify({ message });
  return body + ' '.repeat(bytes - Buffer.byteLength(body));
}

const verify = (draft: Draft = {}, options: Partial<MfsOptions> = {}) =>
  verifyMfsRequest(webhook(draft), { key, now, ...options });

const refusal = (draft: Draft, options: Partial<MfsOptions> = {}): Promise<WebhookFailure> =>
  reasonOf(verify(draft, options));

describe('signMfsMessage', () => {
  it('computes the signature of a known vector', async () => {
    const text = '{"event_type":"audioExtractComplete"}';
    const signature = '4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1';
    expect(await signMfsMessage('testkey', '1700000000000', text)).toBe(signature);
    expect(sign('1700000000000', text, 'testkey')).toBe(signature);
  });
});

describe('signedMfsRequest', () => {
  const event = { event_type: 'coverComplete', cover_info: { asset_id: 'a1', status: 'FAILED' } };

  it.each([
    ['an event', event],
    ['a text', JSON.stringify(event, null, 1)],
  ])('makes a request that is accepted, of %s', async (_, content) => {
    const request = await signedMfsRequest('http://localhost/a', { key, message: content });
    expect([request.url, request.method]).toEqual(['http://localhost/a', 'POST']);
    expect(await verifyMfsRequest(request, { key })).toEqual(event);
  });

  it('signs the given timestamp as node:crypto does', async () => {
    const draft = { key, message, timestamp: '1700000000' };
    const { headers } = await signedMfsRequest(new URL('http://localhost/'), draft);
    expect(headers.get('auth_timestamp')).toBe('1700000000');
    expect(headers.get('auth_sign')).toBe(sign('1700000000', message));
  });
});

describe('verifyMfsRequest', () => {
  it.each([
    ['milliseconds', '1700000000000'],
    ['seconds', '1700000000'],
  ])('accepts a timestamp in %s', async (_, timestamp) => {
    const event = await verify({ timestamp }, { now: () => 1_700_000_000_000 });
    expect(event).toEqual({ event_type: 'brandNewComplete', note: '片头 🎬' });
  });

  it.each<[string, Draft]>([
    ['a signature in upper case', { signature: sign(String(sentAt), message).toUpperCase() }],
    ['more members', { body: JSON.stringify({ a: { toString: 1 }, b: null, message }, null, 2) }],
    ['a body of the largest size', { body: bodyOf(256 * 1024) }],
  ])('accepts %s', async (_, draft) => {
    expect(await verify(draft)).toBeDefined();
  });

  it.each([[['old', key]], [[key, 'new']], [['old', key, 'new']]])(
    'accepts a webhook that was signed with one of the keys %j',
    async (keys) => {
      expect(await verify({}, { key: keys })).toBeDefined();
    },
  );

  it.each([`${key}\n`, ` ${key}`, [key, `${key}\t`]])(
    'throws a TypeError for the key %j, which has white space around it, and does not show it',
    async (wrong) => {
      await expect(verify({}, { key: wrong })).rejects.toThrow(/white space around it/);
      await expect(verify({}, { key: wrong })).rejects.not.toThrow(key);
    },
  );

  it.each([[''], [[]], [[key, '']], [undefined], [[undefined]], [null]])(
    'throws a TypeError for the missing key %j',
    async (missing) => {
      // A variable that is not set can have these values.
      await expect(verify({}, { key: missing as string })).rejects.toThrow(TypeError);
    },
  );

  it.each([fifteenMinutes, -fifteenMinutes])(
    'accepts a clock that is %i ms off, and refuses one that is more off',
    async (off) => {
      const at = (offset: number) => ({ now: () => sentAt + offset });
      const further = off + Math.sign(off);
      expect(await verify({}, at(off))).toBeDefined();
      expect(await refusal({}, at(further))).toBe('stale-timestamp');
      const toleranceMs = fifteenMinutes + 1;
      expect(await verify({}, { toleranceMs, ...at(further) })).toBeDefined();
      expect(await refusal({}, { toleranceMs: 0, ...at(Math.sign(off)) })).toBe('stale-timestamp');
    },
  );

  it('refuses every timestamp if the tolerance is NaN', async () => {
    expect(await refusal({}, { toleranceMs: NaN })).toBe('stale-timestamp');
  });

  it.each(['auth_sign', 'auth_timestamp'])('refuses a webhook without %s', async (name) => {
    const request = webhook();
    request.headers.delete(name);
    expect(await reasonOf(verifyMfsRequest(request, { key, now }))).toBe('unsigned');
  });

  const right = sign(String(sentAt), message);
  const invalidSignatures = [
    ...['', 'zz', right.slice(1), `${right}00`],
    sign(String(sentAt), message, 'otherkey'),
    sign(String(sentAt), `${message} `),
    sign(String(sentAt), JSON.stringify({ message })),
    sign('1700000000', message),
  ];
  const invalidTimestamps = ['', 'now', '-1700000000', '1700000000.5', '1.7e12', '170000000'];
  const invalidBodies = ['', 'text', 'null', '[]', '"a"', '{}', '{"message":null}'];
  it.each<[WebhookFailure, Draft[]]>([
    ['invalid-signature', invalidSignatures.map((signature) => ({ signature }))],
    ['invalid-timestamp', [...invalidTimestamps, '17'.repeat(7)].map((t) => ({ timestamp: t }))],
    ['stale-timestamp', [{ timestamp: '1600000000' }, { timestamp: '1900000000000' }]],
    ['invalid-envelope', [...invalidBodies, '{"message":{}}'].map((body) => ({ body }))],
    ['too-large', [{ body: bodyOf(256 * 1024 + 1) }]],
    ['invalid-event', [{ message: 'text' }]],
  ])('refuses as %s', async (reason, drafts) => {
    for (const draft of drafts) {
      expect(await refusal(draft), JSON.stringify(draft).slice(0, 200)).toBe(reason);
    }
  });

  it.each(['\ud83c', '\udfac', '\udfac\ud83c', 'a\ud83cb', '\ud83c\ud83c\udfac'])(
    'refuses halves of surrogate pairs, which UTF-8 turns into the U+FFFD that was signed: %j',
    async (halves) => {
      const text = message.replace('🎬', halves);
      const wellFormed = Buffer.from(text).toString();
      expect(wellFormed).toContain('\ufffd');
      const signature = sign(String(sentAt), wellFormed);
      expect(await verify({ message: wellFormed })).toBeDefined();
      expect(await refusal({ message: text, signature })).toBe('invalid-envelope');
      await expect(signMfsMessage(key, String(sentAt), text)).rejects.toThrow(TypeError);
    },
  );

  it('accepts an escaped half of a surrogate pair within the event, which is signed as it is', async () => {
    const event = await verify({ message: JSON.stringify({ event_type: 'x', title: '\ud83c' }) });
    expect(event).toEqual({ event_type: 'x', title: '\ud83c' });
  });

  it('refuses bytes that are not UTF-8, which a decoder turns into the U+FFFD that was signed', async () => {
    const text = message.replace('🎬', '\ufffd');
    const { headers } = webhook({ message: text });
    const parts = JSON.stringify({ message: text }).split('\ufffd');
    const bytes = parts.flatMap((part) => [...Buffer.from(part), 0xff]).slice(0, -1);
    const forged = new Request('https://receiver.example.com/', {
      method: 'POST',
      headers,
      body: new Uint8Array(bytes),
    });
    expect(await reasonOf(verifyMfsRequest(forged, { key, now }))).toBe('invalid-envelope');
  });

  it('refuses a webhook that none of the keys has signed', async () => {
    expect(await refusal({}, { key: ['old', 'new', key.slice(1)] })).toBe('invalid-signature');
  });

  it('refuses an endless body without reading all of it', async () => {
    let pulls = 0;
    const pull = (controller: ReadableStreamDefaultController) => {
      pulls += 1;
      controller.enqueue(new Uint8Array(64 * 1024));
    };
    const init = { method: 'POST', body: new ReadableStream({ pull }), duplex: 'half' };
    const endless = new Request('https://receiver.example.com/', init);
    expect(await reasonOf(verifyMfsRequest(endless, { key, now }))).toBe('too-large');
    expect(pulls).toBeLessThan(10);
  });
});
