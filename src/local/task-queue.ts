/** Runs tasks in the background, a few at a time and in order. */
import { BackgroundWork } from './background-work.js';

/** A task. It ends soon when its signal is aborted; if it rejects before that, the queue runs it again after a pause. */
export type Task = (signal: AbortSignal) => Promise<void>;

interface Job {
  subject: object;
  task: Task;
  /** How often it has been run and has rejected. */
  failures: number;
}

/** From one second, doubled with each failure, to one minute. */
function defaultPauseMs(failures: number): number {
  return Math.min(1000 * 2 ** (failures - 1), 60_000);
}

/** The tasks that wait and run. */
export class TaskQueue {
  readonly #concurrency: number;
  readonly #pauseMs: (failures: number) => number;
  readonly #waiting: Job[] = [];
  readonly #paused = new Map<Job, NodeJS.Timeout>();
  readonly #work = new BackgroundWork();
  #running = 0;

  /**
   * @param concurrency how many tasks run at once.
   * @param pauseMs how long to wait before a task is run again that has failed so many times. Others run meanwhile.
   * @throws RangeError when no task could ever run.
   */
  constructor(concurrency: number, pauseMs = defaultPauseMs) {
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new RangeError(`concurrency has to be 1 or more; it is ${concurrency}.`);
    }
    this.#concurrency = concurrency;
    this.#pauseMs = pauseMs;
  }

  /** @param subject what the task is about, by which it can be cancelled. */
  add(subject: object, task: Task): void {
    this.#enqueue({ subject, task, failures: 0 });
  }

  /** Takes the task about a subject out of the queue. Returns whether it was waiting to run. */
  cancel(subject: object): boolean {
    const job = [...this.#waiting, ...this.#paused.keys()].find((each) => each.subject === subject);
    if (!job) return false;
    clearTimeout(this.#paused.get(job));
    if (!this.#paused.delete(job)) this.#waiting.splice(this.#waiting.indexOf(job), 1);
    return true;
  }

  /** Stops the running tasks, forgets the waiting ones, and resolves when all have ended. */
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
    for (const timer of this.#paused.values()) clearTimeout(timer);
    this.#paused.clear();
  }

  #enqueue(job: Job): void {
    if (this.#work.isClosed) return;
    this.#waiting.push(job);
    this.#startNext();
  }

  #startNext(): void {
    if (this.#running >= this.#concurrency) return;
    const job = this.#waiting.shift();
    if (!job) return;
    const { signal } = this.#work;
    this.#running += 1;
    void this.#work
      .run(job.task)
      .catch(() => {
        if (!signal.aborted) this.#pause({ ...job, failures: job.failures + 1 });
      })
      .finally(() => {
        this.#running -= 1;
        this.#startNext();
      });
  }

  #pause(job: Job): void {
    const timer = setTimeout(() => {
      this.#paused.delete(job);
      this.#enqueue(job);
    }, this.#pauseMs(job.failures));
    this.#paused.set(job, timer);
  }
}
