/** What the client corrects by itself: a wrong clock and an expired token, but not a bad signature. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CredentialProvider } from '../../src/index.js';
import { answer, assetId, startFaultyVod, type Step } from './faulty-vod.js';
import { clientOf, errorOf, extract, read } from './watched-client.js';

const now = new Date('2026-11-22T10:25:00Z');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }));

const refused = (text: string, headers?: Record<string, string>): Step =>
  answer(
    401,
    {
      error_code: 'APIGW.0301',
      error_msg: `Incorrect IAM authentication information: ${text}`,
    },
    headers,
  );
const expired = 'signature expired, signature time:20261122T102500Z';
const date = { date: 'Sun, 22 Nov 2026 12:00:00 GMT' };

describe('a signature that has expired', () => {
  it.each<[string, Step]>([
    ['in the text', refused(`${expired},server time:20261122T120000Z`)],
    ['in the text, as ISO has it', refused(`${expired}, server time: 2026-11-22T12:00:00Z`)],
    ['in Date', refused(expired, date)],
    ['in Date, if the text has no date', refused(`${expired},server time:20269999T120000Z`, date)],
  ])("is made again by the server's clock: %s", async (_where, step) => {
    const vod = await startFaultyVod([step]);
    const client = clientOf(vod);
    await extract(client);
    vi.setSystemTime(now.getTime() + 60_000);
    await read(client);
    expect(vod.requests.map(({ headers }) => headers['x-sdk-date'])).toEqual([
      '20261122T102500Z',
      '20261122T120000Z',
      '20261122T120100Z', // The next call uses the correction.
    ]);
  });

  it('is made again once in a call, by the newest clock, also without retries', async () => {
    const times = ['120000', '110000', '100000'];
    const vod = await startFaultyVod(
      times.map((time) => refused(`${expired},server time:20261122T${time}Z`)),
    );
    const client = clientOf(vod, { maxRetries: 0 });
    expect(await errorOf(extract(client))).toMatchObject({ code: 'APIGW.0301', attempts: 2 });
    await extract(client);
    expect(vod.requests.map(({ headers }) => headers['x-sdk-date']?.slice(9, 15))).toEqual([
      '102500',
      '120000',
      '110000',
      '100000',
    ]);
  });

  it.each<[string, Step]>([
    ['no time', refused(expired)],
    ['1970', refused(expired, { date: 'Thu, 01 Jan 1970 00:00:00 GMT' })],
    ['the year 2500', refused(expired, { date: 'Tue, 01 Jan 2500 00:00:00 GMT' })],
    ['the year 275760', refused(expired, { date: 'Fri, 12 Sep 275760 00:00:00 GMT' })],
    ['a year before our era', refused(expired, { date: '-271821-04-20T00:00:00Z' })],
    ['a Date that is no date', refused(expired, { date: 'yesterday' })],
    ['the year 9999 in the text', refused(`${expired},server time:99991231T235959Z`)],
    ['the year 0 in the text', refused(`${expired},server time:00000101T000000Z`)],
  ])('is not made again by a server that shows %s, and later calls work', async (_time, step) => {
    const vod = await startFaultyVod([step]);
    const client = clientOf(vod);
    const error = await errorOf(extract(client));
    expect(error).toMatchObject({ code: 'APIGW.0301', attempts: 1 });
    await extract(client);
    expect(vod.requests.map(({ headers }) => headers['x-sdk-date'])).toEqual([
      '20261122T102500Z',
      '20261122T102500Z',
    ]);
  });

  it('leaves the retries for other failures', async () => {
    const busy = answer(429);
    const vod = await startFaultyVod([busy, refused(expired, date), busy]);
    await extract(clientOf(vod));
    expect(vod.requests).toHaveLength(4);
  });

  it('is not a matter of a token', async () => {
    const vod = await startFaultyVod([refused(expired, date)]);
    const credentials = () => ({ token: 'fake-token' });
    expect(await errorOf(extract(clientOf(vod, { credentials })))).toMatchObject({ attempts: 1 });
  });
});

describe('a refusal for another reason', () => {
  it.each([
    'verify aksk signature fail, canonicalRequest:POST|/',
    'Get secretKey failed,ak:FAKEAK0000000000TEST,err:ak not exist',
    'AK access failed to reach the limit,forbidden',
    'x-auth-token not found',
  ])('is not repeated, because the gateway would lock the key: %s', async (text) => {
    for (const credentials of [
      undefined,
      () => ({ accessKeyId: 'FAKEAK', secretAccessKey: 'fake' }),
    ]) {
      const vod = await startFaultyVod([refused(text)]);
      const error = await errorOf(extract(clientOf(vod, credentials ? { credentials } : {})));
      expect(error).toMatchObject({ status: 401, attempts: 1, retryable: false });
      expect(error.message).toContain(text);
      expect(vod.requests).toHaveLength(1);
    }
  });
});

describe('an expired token', () => {
  /** Gives token1, token2 and so on. */
  function counting(): { provider: CredentialProvider; given: () => number } {
    let given = 0;
    return {
      provider: () => Promise.resolve({ token: `fake-token${String((given += 1))}` }),
      given: () => given,
    };
  }
  const old: [string, Step][] = [
    ['APIGW.0307', answer(401, { error_code: 'APIGW.0307', error_msg: 'scripted' })],
    ['APIG.0307', answer(401, { error_code: 'APIG.0307', error_msg: 'scripted' })],
    ['"token expires"', refused('token expires, expires_at: 2026-11-22T10:00:00Z')],
    ['"decrypt token fail"', refused('decrypt token fail')],
  ];

  it.each(old)('is replaced once: %s', async (_what, step) => {
    const { provider, given } = counting();
    const vod = await startFaultyVod([step]);
    const client = clientOf(vod, { credentials: provider, maxRetries: 0 });
    await extract(client);
    await read(client);
    expect(vod.requests.map(({ headers }) => headers['x-auth-token'])).toEqual([
      'fake-token1',
      'fake-token2',
      'fake-token2',
    ]);
    expect(given()).toBe(2);
  });

  it.each(old)('is not replaced twice in a call: %s', async (_what, step) => {
    const { provider } = counting();
    const vod = await startFaultyVod([step, step]);
    const client = clientOf(vod, { credentials: provider });
    const error = await errorOf(extract(client));
    expect(error).toMatchObject({ status: 401, attempts: 2 });
    // The next call does not use the refused token.
    await extract(client);
    expect(vod.requests.map(({ headers }) => headers['x-auth-token']?.slice(-1))).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it.each(old)('is not replaced when it was given without a provider: %s', async (_what, step) => {
    const vod = await startFaultyVod([step]);
    const credentials = { token: 'fake-token' };
    const error = await errorOf(extract(clientOf(vod, { credentials })));
    expect(error).toMatchObject({ status: 401, attempts: 1 });
  });

  it('is replaced once for all calls that fail with it', async () => {
    const { provider, given } = counting();
    const isOld: Step = async (exchange) => {
      const step =
        exchange.request.headers['x-auth-token'] === 'fake-token1' ? old[0]?.[1] : undefined;
      await (step ?? answer(200, { asset_id: assetId }))(exchange);
    };
    const vod = await startFaultyVod(Array.from({ length: 40 }, () => isOld));
    const client = clientOf(vod, { credentials: provider });
    await Promise.all(Array.from({ length: 20 }, () => read(client)));
    expect(given()).toBe(2);
    expect(vod.requests).toHaveLength(40);
  });
});
