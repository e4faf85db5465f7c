/** Messages of SMN that are not taken: repeated as they are after a 5xx, and not after anything else. */
import { describe, expect, it } from 'vitest';
import { anEvent, fail, get, recordMessages, startWith, undeliveredOf } from './smn-recorder.js';

describe('a message that is not taken', () => {
  /** A confirmed subscriber who answers its events, and what asked it to confirm, with these statuses. */
  async function subscriber(statuses: number[], options: object = {}) {
    const receiver = await recordMessages((response, number) => {
      response.writeHead(statuses[number] ?? 200).end();
    });
    const smn = { url: receiver.url, retryDelaysMs: [1, 1], ...options };
    const local = await startWith({ smn });
    await get((await receiver.message(0))['subscribe_url']);
    return { receiver, local };
  }

  it('is repeated as it is after a 5xx', async () => {
    const { receiver, local } = await subscriber([200, 500, 503]);
    await fail(local);
    await receiver.message(3);
    expect(new Set(receiver.callbacks.slice(1).map(({ body }) => body)).size).toBe(1);
    expect(local.undelivered).toEqual([]);
  });

  it('is repeated until the attempts are used up, then listed', async () => {
    const { receiver, local } = await subscriber([200, 500, 500, 500]);
    await fail(local);
    const reason = 'the receiver answered 500';
    await undeliveredOf(local).toEqual([{ event: anEvent, channel: 'SMN', reason }]);
    expect(receiver.callbacks).toHaveLength(4);
  });

  it.each([302, 400, 404, 429])('is not repeated after %i', async (status) => {
    const { receiver, local } = await subscriber([200, status]);
    await fail(local);
    const reason = `the receiver answered ${status}`;
    await undeliveredOf(local).toEqual([{ event: anEvent, channel: 'SMN', reason }]);
    expect(receiver.callbacks).toHaveLength(2);
  });

  it('is repeated when the receiver is too slow', async () => {
    const receiver = await recordMessages((response, number) => {
      if (number !== 1) response.end();
    });
    const local = await startWith({
      smn: { url: receiver.url, timeoutMs: 200, retryDelaysMs: [1] },
    });
    await get((await receiver.message(0))['subscribe_url']);
    await fail(local);
    const [first, second] = [await receiver.message(1), await receiver.message(2)];
    expect(second).toEqual(first);
  });

  it('is repeated if it is what asks to confirm', async () => {
    const { receiver, local } = await subscriber([500, 500, 200]);
    expect(await receiver.message(2)).toEqual(await receiver.message(0));
    await fail(local);
    expect((await receiver.message(3))['type']).toBe('Notification');
  });
});
