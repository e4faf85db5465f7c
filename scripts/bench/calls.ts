/** What a call costs its process, one at a time and many in flight, beside other ways to make it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type * as Package from '../../src/index.js';
import { type Caller, callers } from './callers.js';
import { compare, type Comparison, type Figures } from './rounds.js';

/** How many calls are in flight, and how many a contender makes per round. */
const loads = [
  { inFlight: 1, count: 250 },
  { inFlight: 50, count: 1000 },
] as const;

/** The comparisons, by the number of calls in flight; their figures are `cpuUs` and `wallUs` per call. */
export async function compareCalls(
  vod: typeof Package,
  rounds: number,
): Promise<Record<(typeof loads)[number]['inFlight'], Comparison>> {
  // A process of its own, so that the CPU time of this one is the callers' alone.
  const server = fork(new URL('./answering-server.ts', import.meta.url));
  try {
    const [port] = (await once(server, 'message')) as [number];
    const contenders = Object.entries(await callers(`http://127.0.0.1:${port}`, vod));
    const compareAt = ({ inFlight, count }: (typeof loads)[number]): Promise<Comparison> =>
      compare(
        contenders.map(([name, call]) => ({
          name,
          measure: () => costOf(name, call, inFlight, count),
        })),
        rounds,
      );
    return { 1: await compareAt(loads[0]), 50: await compareAt(loads[1]) };
  } finally {
    server.kill();
  }
}

/** @throws Error when an answer is not what the server sent. */
async function costOf(
  name: string,
  call: Caller,
  inFlight: number,
  count: number,
): Promise<Figures> {
  let left = count;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const id = await call();
      if (id !== 'b6f1c4d2a97e4f0c') throw new Error(`${name} got ${String(id)}.`);
    }
  };
  const start = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, work));
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuUs: (user + system) / count,
    wallUs: ((performance.now() - start) * 1000) / count,
  };
}
