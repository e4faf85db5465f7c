/** The timers of attempts, which end when a test says so: however slow the machine is, requests arrive before. */
import { vi } from 'vitest';

/** The time limit of the attempts that can be ended, in milliseconds; nothing else waits as long. */
export const attemptMs = 20_001;

type SetTimeout = (run: () => void, ms?: number, ...rest: unknown[]) => NodeJS.Timeout;
const inFact: SetTimeout = globalThis.setTimeout;
const running = new Set<() => void>();

/** From now on, until mocks are restored, attempts can be ended. */
export function holdAttempts(): void {
  const hold: SetTimeout = (run, ms, ...rest) => {
    if (ms === attemptMs) running.add(run);
    return inFact(run, ms, ...rest);
  };
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(hold);
}

/** Ends the attempts that are running, as if their time were up. */
export function endAttempts(): void {
  for (const run of running) run();
  running.clear();
}
