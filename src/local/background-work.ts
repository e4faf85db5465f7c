/** Work that goes on after the answer to its request, and ends with a reset or with the service. */
import { setMaxListeners } from 'node:events';

/** The work in the background of one part of the service. */
export class BackgroundWork {
  #controller = newController();
  #isClosed = false;
  readonly #running = new Set<Promise<unknown>>();

  /** Ends the work that begins now. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether no work may begin any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Does work. `reset` and `close` end it by its signal, and wait until it has ended. */
  async run<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const running = work(this.signal);
    this.#running.add(running);
    return running.finally(() => this.#running.delete(running));
  }

  /** Ends all work, and resolves when it has ended. New work can begin at once. */
  async reset(): Promise<void> {
    this.#controller.abort(new Error('the service was reset'));
    if (!this.#isClosed) this.#controller = newController();
    await Promise.allSettled(this.#running);
  }

  /** Ends all work, and resolves when it has ended. Work that begins later ends at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#controller.abort(new Error('the service was closed'));
    await Promise.allSettled(this.#running);
  }
}

function newController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // Node warns of a leak at more than ten; many jobs are no leak.
  return controller;
}
