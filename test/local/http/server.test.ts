import { expect, it, onTestFinished } from 'vitest';
import { startLocalVod } from '../../../src/local/index.js';

it('startLocalVod names a port that is taken', async () => {
  const first = await startLocalVod();
  onTestFinished(() => first.close());
  const port = Number(new URL(first.url).port);
  await expect(startLocalVod({ port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    message: `The local VOD service cannot listen at 127.0.0.1:${port}: the port is taken. Stop what listens there, or give another port; 0 takes a free one.`,
  });
});

it.each([70_000, -1, 80.5, NaN])('startLocalVod refuses port %d', async (port) => {
  await expect(startLocalVod({ port })).rejects.toThrow(
    new RangeError(
      `The local VOD service cannot listen at port ${port}: give a whole number from 0 to 65535; 0 takes a free one.`,
    ),
  );
});

it('startLocalVod names an address that this machine does not have', async () => {
  await expect(startLocalVod({ hostname: '192.0.2.1' })).rejects.toThrow(
    /^The local VOD service cannot listen at 192\.0\.2\.1:0: this machine has no such address\./,
  );
});
