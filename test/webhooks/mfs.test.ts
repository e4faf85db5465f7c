/** Callbacks of VOD's own channel: what is believed, what is refused and why. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  WebhookError,
  type WebhookFailure,
  type MfsOptions,
  signedMfsRequest,
  signMfsMessage,
  verifyMfsRequest,
} from '../../src/webhooks/index.js';

const key = 'testkey';
const sentAt = 1_700_000_000_000;
const now = () => sentAt;
const fifteenMinutes = 15 * 60 * 1000;
const message = '{"event_type":"brandNewComplete","note":"片头 🎬"}';

interface Draft {
  message?: string;
  timestamp?: string;
  signature?: string;
  body?: string;
}

/** The signature by node:crypto, which src/ does not use. */
function sign(timestamp: string, text: string, withKey = key): string {
  return createHmac('sha256', withKey).update(`VOD_${timestamp}_${text}`).digest('hex');
}

function callback({ message: text = message, timestamp = String(sentAt), ...rest }: Draft = {}) {
  const { signature = sign(timestamp, text), body = JSON.stringify({ message: text }) } = rest;
  const headers = { auth_sign: signature, auth_timestamp: timestamp };
  return new Request('https://receiver.example.com/', { method: 'POST', headers, body });
}

async function reasonOf(refused: Promise<unknown>): Promise<WebhookFailure> {
  const error: unknown = await refused.then(
    () => expect.unreachable('The callback was accepted.'),
    (cause: unknown) => cause,
  );
  if (!(error instanceof WebhookError)) throw error;
  expect(error.name).toBe('WebhookError');
  expect(error.message).not.toContain(key);
  return error.reason;
}

function refusal(draft: Draft, options: Partial<MfsOptions> = {}): Promise<WebhookFailure> {
  return reasonOf(verifyMfsRequest(callback(draft), { key, now, ...options }));
}

describe('signMfsMessage', () => {
  it('gives the known signature', async () => {
    const text = '{"event_type":"audioExtractComplete"}';
    const signature = '4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1';
    expect(await signMfsMessage('testkey', '1700000000000', text)).toBe(signature);
    expect(sign('1700000000000', text)).toBe(signature);
  });
});

describe('signedMfsRequest', () => {
  const event = { event_type: 'coverComplete', cover_info: { asset_id: 'a1', status: 'FAILED' } };

  it('is believed, with an event or a text', async () => {
    for (const content of [event, JSON.stringify(event, null, 1)]) {
      const request = await signedMfsRequest('http://localhost/a', { key, message: content });
      expect([request.url, request.method]).toEqual(['http://localhost/a', 'POST']);
      expect(await verifyMfsRequest(request, { key })).toEqual(event);
    }
  });

  it('is signed at the time that is given, as node:crypto signs', async () => {
    const draft = { key, message, timestamp: '1700000000' };
    const { headers } = await signedMfsRequest(new URL('http://localhost/'), draft);
    expect(headers.get('auth_timestamp')).toBe('1700000000');
    expect(headers.get('auth_sign')).toBe(sign('1700000000', message));
  });
});

describe('several keys', () => {
  it.each([[['old', key]], [[key, 'new']], [['old', key, 'new']]])(
    'one of %j is enough',
    async (keys) => {
      expect(await verifyMfsRequest(callback(), { key: keys, now })).toBeDefined();
    },
  );

  it('none of them is not', async () => {
    expect(await refusal({}, { key: ['old', 'new', `${key} `] })).toBe('invalid-signature');
  });

  it.each([[''], [[]], [[key, '']], [undefined], [[undefined]], [null]])(
    'a key that is missing is an error of the program: %j',
    async (missing) => {
      const options = { key: missing as string, now }; // As a variable that is not set.
      await expect(verifyMfsRequest(callback(), options)).rejects.toThrow(TypeError);
    },
  );
});

describe('verifyMfsRequest believes', () => {
  it.each([
    ['milliseconds', '1700000000000'],
    ['seconds', '1700000000'],
  ])('a callback with a timestamp in %s', async (_, timestamp) => {
    const event = await verifyMfsRequest(callback({ timestamp }), { key, now });
    expect(event).toEqual({ event_type: 'brandNewComplete', note: '片头 🎬' });
  });

  it('a signature in upper case', async () => {
    const signature = sign(String(sentAt), message).toUpperCase();
    expect(await verifyMfsRequest(callback({ signature }), { key, now })).toBeDefined();
  });

  it('a message of which no other member of the body is part', async () => {
    const body = JSON.stringify({ subject: 'any', message, message_id: 1 }, null, 2);
    expect(await verifyMfsRequest(callback({ body }), { key, now })).toBeDefined();
  });

  it('a body of just the largest size', async () => {
    const ascii = '{"event_type":"any"}';
    const body = JSON.stringify({ message: ascii }).padEnd(256 * 1024);
    expect(await verifyMfsRequest(callback({ message: ascii, body }), { key, now })).toBeDefined();
    expect(await refusal({ message: ascii, body: `${body} ` })).toBe('too-large');
  });

  it('a callback of this very moment, by the clock of the machine', async () => {
    const timestamp = String(Date.now());
    expect(await verifyMfsRequest(callback({ timestamp }), { key })).toBeDefined();
  });

  it.each([fifteenMinutes, -fifteenMinutes])(
    'a clock that is %i ms off, and no more',
    async (off) => {
      const further = off + Math.sign(off);
      const at = (offset: number) => ({ now: () => sentAt + offset });
      expect(await verifyMfsRequest(callback(), { key, ...at(off) })).toBeDefined();
      expect(await refusal({}, at(further))).toBe('stale-timestamp');
      const toleranceMs = fifteenMinutes + 1;
      expect(
        await verifyMfsRequest(callback(), { key, toleranceMs, ...at(further) }),
      ).toBeDefined();
      expect(await refusal({}, { toleranceMs: 0, ...at(Math.sign(off)) })).toBe('stale-timestamp');
    },
  );
});

describe('verifyMfsRequest refuses', () => {
  it.each(['auth_sign', 'auth_timestamp'])('a callback without %s as unsigned', async (name) => {
    const request = callback();
    request.headers.delete(name);
    expect(await reasonOf(verifyMfsRequest(request, { key, now }))).toBe('unsigned');
  });

  const notCounts = [
    '',
    'now',
    '-1700000000',
    '1700000000.5',
    '1.7e12',
    '170000000',
    '17'.repeat(7),
  ];
  it.each(notCounts)('the timestamp "%s" as invalid', async (timestamp) => {
    expect(await refusal({ timestamp })).toBe('invalid-timestamp');
  });

  it('a timestamp of long ago or far ahead as stale', async () => {
    expect(await refusal({ timestamp: '1600000000' })).toBe('stale-timestamp');
    expect(await refusal({ timestamp: '1800000000000' })).toBe('stale-timestamp');
  });

  it('any timestamp as stale when the tolerance is no number', async () => {
    expect(await refusal({ timestamp: '1600000000' }, { toleranceMs: NaN })).toBe(
      'stale-timestamp',
    );
  });

  it('what is no signature of this message with this key as invalid', async () => {
    const timestamp = String(sentAt);
    const right = sign(timestamp, message);
    for (const signature of [
      ...['', 'zz', right.slice(1), `${right}00`],
      sign(timestamp, message, 'otherkey'),
      sign(timestamp, `${message} `),
      sign(timestamp, JSON.stringify({ message })),
      sign('1700000000', message),
    ]) {
      expect(await refusal({ signature })).toBe('invalid-signature');
    }
  });

  it.each(['', 'text', 'null', '[]', '"message"', '{}', '{"message":null}', '{"message":{}}'])(
    'the body %s as no envelope',
    async (body) => {
      expect(await refusal({ body })).toBe('invalid-envelope');
    },
  );

  it('a body over the limit without reading all of it', async () => {
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

  it('a signed message that is no event', async () => {
    expect(await refusal({ message: 'text' })).toBe('invalid-event');
  });
});
