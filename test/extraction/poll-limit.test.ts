/** The limit on the polls of a client. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PollLimit } from '../../src/extraction/poll-limit.js';
import { createVodClient } from '../../src/index.js';

afterEach(() => vi.useRealTimers());

describe('the limit on polls', () => {
  it.each([
    ['a second', 1000],
    ['an hour', 3_600_000],
    ['a day', 86_400_000],
  ])('lets polls go on within a minute after the clock is set back by %s', async (_by, ms) => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
    const vod = createVodClient({ endpoint: 'https://vod.example', credentials: { token: 't' } });
    const limit = PollLimit.of(vod);
    const { signal } = new AbortController();
    for (let polls = 0; polls < 1500; polls += 1) await limit.take(signal);
    vi.setSystemTime(Date.now() - ms);
    const next = limit.take(signal);
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(next).resolves.toBeUndefined();
  });
});
