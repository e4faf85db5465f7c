/** Runs tasks in the background, a few at a time and in order. */
import { BackgroundWork } from '../background-work.js';

/** A task; it ends soon when its signal is aborted. Its failures are its own affair. */
export type Task = (signal: AbortSignal) => Promise<void>;

/** The tasks that wait and run. */
export class TaskQueue {
  readonly #concurrency: number;
  readonly #waiting: { subject: object; task: Task }[] = [];
  readonly #postponed = new Map<object, NodeJS.Timeout>();
  readonly #work = new BackgroundWork();
  #running = 0;

  /**
   * @param concurrency how many tasks run at once.
   * @throws RangeError when nothing could ever run.
   */
  constructor(concurrency: number) {
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new RangeError(`concurrency has to be 1 or more; it is ${concurrency}.`);
    }
    this.#concurrency = concurrency;
  }

  /** @param subject what the task is about, by which it can be cancelled. */
  add(subject: object, task: Task): void {
    if (this.#work.isClosed) return;
    this.#waiting.push({ subject, task });
    this.#startNext();
  }

  /** Adds a task after a pause, in which it holds nobody up. */
  postpone(subject: object, task: Task, ms: number): void {
    if (this.#work.isClosed) return;
    const timer = setTimeout(() => {
      this.#postponed.delete(subject);
      this.add(subject, task);
    }, ms);
    this.#postponed.set(subject, timer);
  }

  /** Takes the task about a subject out of the queue. Returns whether it was still waiting. */
  cancel(subject: object): boolean {
    clearTimeout(this.#postponed.get(subject));
    if (this.#postponed.delete(subject)) return true;
    const index = this.#waiting.findIndex((each) => each.subject === subject);
    if (index < 0) return false;
    this.#waiting.splice(index, 1);
    return true;
  }

  /** Stops what runs, forgets what waits, and resolves when nothing of it is left. */
  async clear(): Promise<void> {
    this.#forgetWaiting();
    await this.#work.reset();
  }

  /** Does the same, and takes no further tasks. */
  async close(): Promise<void> {
    this.#forgetWaiting();
    await this.#work.close();
  }

  #forgetWaiting(): void {
    this.#waiting.length = 0;
    for (const timer of this.#postponed.values()) clearTimeout(timer);
    this.#postponed.clear();
  }

  #startNext(): void {
    if (this.#running >= this.#concurrency) return;
    const next = this.#waiting.shift();
    if (!next) return;
    this.#running += 1;
    void this.#work
      .run(next.task)
      .catch(() => undefined)
      .finally(() => {
        this.#running -= 1;
        this.#startNext();
      });
  }
}
