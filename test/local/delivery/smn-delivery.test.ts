/** Messages of SMN that the receiver does not accept: repeated after a 5xx, and after nothing else. */
import { describe, expect, it } from 'vitest';
import { anEvent, fail, startWith, undeliveredOf } from './failing-jobs.js';
import { get, recordMessages } from './smn-recorder.js';

/** A confirmed subscriber that answers with these statuses; 0 is no answer. */
async function subscriber(statuses: number[], options: object = {}) {
  const receiver = await recordMessages((response, number) => {
    const status = statuses[number] ?? 200;
    if (status > 0) response.writeHead(status).end();
  });
  const smn = { url: receiver.url, retryDelaysMs: [1, 1], ...options };
  const local = await startWith({ smn });
  await get((await receiver.message(0))['subscribe_url']);
  return { receiver, local };
}

describe('a message of SMN', () => {
  it('is repeated as it is after a 5xx', async () => {
    const { receiver, local } = await subscriber([200, 500, 503]);
    await fail(local);
    await receiver.message(3);
    expect(new Set(receiver.webhooks.slice(1).map(({ body }) => body)).size).toBe(1);
    expect(local.undelivered).toEqual([]);
  });

  it('is given up after all attempts', async () => {
    const { receiver, local } = await subscriber([200, 500, 500, 500]);
    await fail(local);
    const reason = 'the receiver answered 500';
    await undeliveredOf(local).toEqual([{ event: anEvent, channel: 'SMN', reason }]);
    expect(receiver.webhooks).toHaveLength(4);
  });

  it.each([302, 400, 404, 429])('is not repeated after %i', async (status) => {
    const { receiver, local } = await subscriber([200, status]);
    await fail(local);
    const reason = `the receiver answered ${status}`;
    await undeliveredOf(local).toEqual([{ event: anEvent, channel: 'SMN', reason }]);
    expect(receiver.webhooks).toHaveLength(2);
  });

  it('is repeated when the receiver does not answer in time', async () => {
    const { receiver, local } = await subscriber([200, 0], { timeoutMs: 200 });
    await fail(local);
    expect(await receiver.message(2)).toEqual(await receiver.message(1));
  });

  it('is repeated if it asks to confirm the subscription', async () => {
    const { receiver, local } = await subscriber([500, 500, 200]);
    expect(await receiver.message(2)).toEqual(await receiver.message(0));
    await fail(local);
    expect((await receiver.message(3))['type']).toBe('Notification');
  });
});
