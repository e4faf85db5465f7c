/** What the client corrects by itself: a wrong clock and an expired token, but not a bad signature. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, assetId, type FaultyVod, startFaultyVod, type Step } from './faulty-vod.js';
import { clientOf, errorOf, extract, read } from './watched-client.js';

const now = new Date('2026-11-22T10:25:00Z');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }));

const refused = (text: string, headers?: Record<string, string>): Step => {
  const error_msg = `Incorrect IAM authentication information: ${text}`;
  return answer(401, { error_code: 'APIGW.0301', error_msg }, headers);
};
const expired = 'signature expired, signature time:20261122T102500Z';
const date = { date: 'Sun, 22 Nov 2026 12:00:00 GMT' };
/** The signing times that arrived, all of one day. */
const times = ({ requests }: FaultyVod) =>
  requests.map(({ headers }) => headers['x-sdk-date']?.slice(9, 15)).join(' ');
/** The last digits of the tokens that arrived. */
const tokens = ({ requests }: FaultyVod) =>
  requests.map(({ headers }) => headers['x-auth-token']?.slice(-1)).join('');

describe('a signature that has expired', () => {
  it.each<[string, Step]>([
    ['in the text', refused(`${expired},server time:20261122T120000Z`)],
    ['in the text, as ISO has it', refused(`${expired}, server time: 2026-11-22T12:00:00Z`)],
    ['in Date', refused(expired, date)],
    ['in Date, if the text has no date', refused(`${expired},server time:20269999T120000Z`, date)],
  ])("is made again by the server's clock, also in later calls: %s", async (_where, step) => {
    const vod = await startFaultyVod([step]);
    const client = clientOf(vod);
    await extract(client);
    vi.setSystemTime(now.getTime() + 60_000);
    await read(client);
    expect(times(vod)).toBe('102500 120000 120100');
  });

  it('is made again once in a call, by the newest clock, also without retries', async () => {
    const skews = ['120000', '110000', '100000'].map((time) =>
      refused(`${expired},server time:20261122T${time}Z`),
    );
    const vod = await startFaultyVod(skews);
    const client = clientOf(vod, { maxRetries: 0 });
    expect(await errorOf(extract(client))).toMatchObject({ code: 'APIGW.0301', attempts: 2 });
    await extract(client);
    expect(times(vod)).toBe('102500 120000 110000 100000');
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
    expect(await errorOf(extract(client))).toMatchObject({ code: 'APIGW.0301', attempts: 1 });
    await extract(client);
    expect(times(vod)).toBe('102500 102500');
  });

  it('leaves the retries for other failures', async () => {
    const vod = await startFaultyVod([answer(429), refused(expired, date), answer(429)]);
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
    const key = { accessKeyId: 'FAKEAK', secretAccessKey: 'fake' };
    for (const credentials of [key, () => key]) {
      const vod = await startFaultyVod([refused(text)]);
      const error = await errorOf(extract(clientOf(vod, { credentials })));
      expect(error).toMatchObject({ status: 401, attempts: 1, retryable: false });
      expect(error.message).toContain(text);
      expect(vod.requests).toHaveLength(1);
    }
  });
});

describe('an expired token', () => {
  let given = 0;
  const credentials = () => Promise.resolve({ token: `fake-token${String((given += 1))}` });
  beforeEach(() => void (given = 0));
  const old: [string, Step][] = [
    ['APIGW.0307', answer(401, { error_code: 'APIGW.0307', error_msg: 'scripted' })],
    ['APIG.0307', answer(401, { error_code: 'APIG.0307', error_msg: 'scripted' })],
    ['"token expires"', refused('token expires, expires_at: 2026-11-22T10:00:00Z')],
    ['"decrypt token fail"', refused('decrypt token fail')],
  ];

  it.each(old)('is replaced once in a call, which is no retry: %s', async (_what, step) => {
    const vod = await startFaultyVod([step]);
    const client = clientOf(vod, { credentials, maxRetries: 0 });
    await extract(client);
    await read(client);
    expect([tokens(vod), given]).toEqual(['122', 2]);
    const again = await startFaultyVod([step, step]);
    const other = clientOf(again, { credentials });
    expect(await errorOf(extract(other))).toMatchObject({ status: 401, attempts: 2 });
    await extract(other); // Not with the token that was refused.
    expect(tokens(again)).toBe('345');
  });

  it('is replaced once for all calls that fail with it', async () => {
    const refuse = refused('token expires');
    const answered = answer(200, { asset_id: assetId });
    const step: Step = (exchange) =>
      (exchange.request.headers['x-auth-token'] === 'fake-token1' ? refuse : answered)(exchange);
    const vod = await startFaultyVod(Array.from({ length: 40 }, () => step));
    const client = clientOf(vod, { credentials });
    await Promise.all(Array.from({ length: 20 }, () => read(client)));
    expect([given, vod.requests.length]).toEqual([2, 40]);
  });
});
