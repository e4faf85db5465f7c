/** Tasks in the background: how many run at once, and what happens when one fails. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { TaskQueue } from '../../src/local/task-queue.js';

it('runs no more tasks at once than it may, in their order', async () => {
  const queue = new TaskQueue(2);
  const log: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    queue.add({}, async () => {
      log.push(`${name} starts`);
      await delay(5);
      log.push(`${name} ends`);
    });
  }
  expect(log).toEqual(['a starts', 'b starts']);
  await expect
    .poll(() => log)
    .toEqual([...['a starts', 'b starts', 'a ends', 'c starts', 'b ends', 'c ends']]);
});

it('runs a task that fails again after a pause, and others in the meantime', async () => {
  const pauses: number[] = [];
  const queue = new TaskQueue(1, (failures) => {
    pauses.push(failures);
    return 10;
  });
  const log: string[] = [];
  queue.add({}, () => {
    log.push('fails');
    return pauses.length < 2 ? Promise.reject(new Error('not now')) : Promise.resolve();
  });
  queue.add({}, () => {
    log.push('works');
    return Promise.resolve();
  });
  await expect.poll(() => log).toEqual(['fails', 'works', 'fails', 'fails']);
  expect(pauses).toEqual([1, 2]);
});

it('cancels a task that waits or pauses, but not one that runs', async () => {
  const queue = new TaskQueue(1, () => 1000);
  const [running, failing, waiting] = [{}, {}, {}];
  let resolve: (value: undefined) => void = () => undefined;
  const promise = new Promise<undefined>((settle) => (resolve = settle));
  queue.add(failing, () => Promise.reject(new Error('not now')));
  await expect.poll(() => queue.cancel(failing)).toBe(true);
  queue.add(running, () => promise);
  queue.add(waiting, () => Promise.resolve());
  expect([running, waiting, waiting].map((each) => queue.cancel(each))).toEqual([
    ...[false, true, false],
  ]);
  resolve(undefined);
});

it('ends running tasks by their signal when it is closed, and starts no others', async () => {
  const queue = new TaskQueue(1, () => 0);
  const log: string[] = [];
  queue.add({}, async (signal) => {
    await delay(10_000, undefined, { signal }).catch(() => log.push('ended'));
    throw new Error('ended early');
  });
  queue.add({}, () => Promise.resolve(void log.push('waited')));
  await queue.close();
  queue.add({}, () => Promise.resolve(void log.push('came late')));
  await delay(20);
  expect(log).toEqual(['ended']);
});
