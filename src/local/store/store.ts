/** What has to survive the process: changes are staged in memory, and written in groups, all or nothing. */
import { setImmediate } from 'node:timers/promises';
import { delay } from '../../platform/delay.js';
import { Database } from './database.js';
import { type StoreError, storeFailure } from './store-error.js';

/** A change that is made in memory and not on disk yet. */
export interface StagedChange {
  kind: string;
  id: string;
  /** What is to be stored, read when it is; undefined removes the entry. */
  read: () => unknown;
  /** Takes the change back in memory. */
  undo: () => void;
}

/** How long to wait before a change that has to be made is tried again. */
const pauseMs = 1000;

/**
 * Entries by kind and id, each stored as JSON.
 *
 * Changes are made in memory at once and staged here; `saved` writes all that are staged, those of other
 * requests too, in one transaction. When that fails all of them are taken back, so that memory is never ahead
 * of the disk by more than what nobody has been told yet: an answer waits for `saved`.
 *
 * @example
 * store.stage({ kind: 'asset', id, read: () => asset, undo: () => assets.delete(id) });
 * await store.saved();
 */
export class Store {
  readonly #database: Database;
  #staged: StagedChange[] = [];
  #nextCommit: Promise<void> | undefined;
  #commit = Promise.resolve();
  /** How often writing has failed so far, and how the last time. */
  #failures = 0;
  #lastFailure: StoreError | undefined;
  #isFailing = false;

  private constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Opens the store of a file, or one in memory.
   *
   * @throws StoreError when another process has it open, when it is damaged, or cannot be written.
   */
  static async open(file: string | undefined): Promise<Store> {
    return new Store(await Database.open(file));
  }

  /** Whether what is stored outlasts the process. */
  get isLasting(): boolean {
    return this.#database.file !== undefined;
  }

  /** Whether nothing was ever stored in it. */
  get isNew(): boolean {
    return this.#database.isNew;
  }

  /** Why nothing can be saved until the next run: what was saved last may be on disk or not. Undefined when all is well. */
  get broken(): StoreError | undefined {
    return this.#database.broken;
  }

  /**
   * All entries of a kind, by id and ordered by it.
   *
   * @throws StoreError when the file is damaged.
   */
  async read<Value>(kind: string): Promise<Map<string, Value>> {
    const entries = await this.#database.read(kind);
    // Nobody but this class writes the file, and each kind is written by one class of ours.
    return new Map(entries.map(({ id, value }) => [id, value as Value]));
  }

  /** Notes a change that was made in memory, to be written with the next `saved`. */
  stage(change: StagedChange): void {
    this.#staged.push(change);
  }

  /**
   * Resolves when all that was staged until now is on disk. Call it without an `await` after what was staged.
   *
   * @throws StoreError when it could not be written; everything that was staged has been undone then.
   */
  async saved(): Promise<void> {
    const failures = this.#failures;
    if (this.#staged.length > 0) {
      // All requests that come in until the last group is written share a transaction, and its one flush.
      this.#nextCommit ??= this.#commit
        .then(() => setImmediate())
        .then(() => {
          this.#nextCommit = undefined;
          this.#commit = this.#write();
          return this.#commit;
        });
    }
    await (this.#nextCommit ?? this.#commit);
    this.#throwIfFailedSince(failures);
  }

  /**
   * Does work that answers somebody: what it tells is on disk when this resolves.
   *
   * @throws StoreError when that could not be written; the changes have been undone then.
   */
  async answer<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const failures = this.#failures;
    const result = await work();
    await this.saved();
    this.#throwIfFailedSince(failures);
    return result;
  }

  /**
   * Makes a change that nobody can be told to make again, such as the end of a job: tries until it is saved.
   *
   * @param change makes the change in memory and stages it.
   * @param signal ends the trying, not the first attempt.
   */
  async insist(change: () => void, signal: AbortSignal): Promise<void> {
    for (;;) {
      change();
      try {
        await this.saved();
        return;
      } catch {
        await delay(pauseMs, signal);
      }
    }
  }

  /** Writes what is staged, and closes the file. */
  async close(): Promise<void> {
    await this.saved().catch(() => undefined); // It was said when it began to fail.
    await this.#database.close();
  }

  /** Never rejects: who waits for it looks at the failures. */
  async #write(): Promise<void> {
    const changes = this.#staged;
    this.#staged = [];
    // The last change of an entry reads what all of them have made of it.
    const last = new Map(changes.map((change) => [`${change.kind} ${change.id}`, change]));
    try {
      await this.#database.write(
        [...last.values()].map(({ kind, id, read }) => ({ kind, id, value: read() })),
      );
      this.#isFailing = false;
    } catch (error) {
      // What was staged meanwhile may rest on what now has not happened.
      for (const { undo } of [...changes, ...this.#staged].reverse()) undo();
      this.#staged = [];
      this.#failures += 1;
      this.#lastFailure = storeFailure(error, this.#database.file);
      if (!this.#isFailing) console.error(`The local VOD service: ${this.#lastFailure.message}`);
      this.#isFailing = true;
    }
  }

  #throwIfFailedSince(failures: number): void {
    if (this.#lastFailure && this.#failures !== failures) throw this.#lastFailure;
  }
}
