/** What ends work in the background: by closing, after which nothing begins, or by a reset, after which all begins anew. */
import { setMaxListeners } from 'node:events';

/** Work goes by its signal; who stops it waits for the work to end. */
export class Stop {
  #controller = forMany();
  #isFinal = false;

  /** For what begins now. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether nothing may begin any more. */
  get isFinal(): boolean {
    return this.#isFinal;
  }

  /** Ends all work of now. What begins later has another signal. */
  reset(): void {
    this.#controller.abort(new Error('the service was reset'));
    if (!this.#isFinal) this.#controller = forMany();
  }

  /** Ends all work, of later too. */
  close(): void {
    this.#isFinal = true;
    this.#controller.abort(new Error('the service was closed'));
  }
}

function forMany(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // Node takes more than ten for a leak; here it is load.
  return controller;
}
