/** The state that has to outlast the process. Changes are staged in memory and written in groups, all or nothing. */
import { setImmediate } from 'node:timers/promises';
import { delay } from '../../platform/delay.js';
import { Database, inMemory } from './database.js';
import { type StoreError, storeFailure } from './store-error.js';

/** A change that was made in memory and is not on disk yet. */
export interface StagedChange {
  kind: string;
  id: string;
  /** Reads the value to store, at the time of writing; undefined removes the entry. */
  read: () => unknown;
  /** Takes the change back in memory. */
  undo: () => void;
}

/** The pause before `insist` tries again. */
const pauseMs = 1000;

/**
 * Entries by kind and id, each stored as JSON.
 *
 * A change is made in memory at once and staged here. `saved` writes everything that is staged, by all requests, in
 * one transaction. If that fails, all of these changes are undone. An answer waits for `saved`, so that a client
 * never hears of a change that is not on disk.
 *
 * @example
 * store.stage({ kind: 'asset', id, read: () => asset, undo: () => assets.delete(id) });
 * await store.saved();
 */
export class Store {
  /** Whether nothing was stored in it before. */
  readonly isNew: boolean;
  readonly #file: string;
  readonly #database: Database;
  #staged: StagedChange[] = [];
  #nextCommit: Promise<void> | undefined;
  #lastFailure: StoreError | undefined;
  #isFailing = false;

  /**
   * Opens the store and makes it if it is not there.
   *
   * @param file the path; undefined keeps the entries in memory.
   * @throws StoreError when another process has the file open, or it is damaged, or it cannot be written.
   */
  constructor(file: string | undefined) {
    this.#file = file ?? inMemory;
    this.#database = new Database(this.#file);
    this.isNew = this.#database.isNew;
  }

  /**
   * All values of a kind, by id and ordered by id.
   *
   * @throws StoreError when the file is damaged.
   */
  read<Value>(kind: string): Map<string, Value> {
    // Only this class writes the file, and one class writes each kind: so the values are what that class wrote.
    return new Map(this.#database.read(kind) as [string, Value][]);
  }

  /** Notes a change that was made in memory. The next `saved` writes it. */
  stage(change: StagedChange): void {
    this.#staged.push(change);
  }

  /**
   * Resolves when everything that is staged is on disk. Call it without an `await` after `stage`.
   *
   * @throws StoreError when it could not be written; all staged changes have been undone then.
   */
  async saved(): Promise<void> {
    if (this.#staged.length === 0) return;
    // All requests that stage something before this runs share a commit, because a commit waits for the disk.
    this.#nextCommit ??= setImmediate().then(() => {
      this.#nextCommit = undefined;
      this.#commit();
    });
    await this.#nextCommit;
  }

  /**
   * Does the work of an answer. The changes that the work made are on disk when this resolves.
   *
   * @throws StoreError when they could not be written; they have been undone then.
   */
  async answer<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const before = this.#lastFailure;
    const result = await work();
    await this.saved();
    // While the work was under way, a commit for another answer may have failed and undone what it had made so far.
    if (this.#lastFailure && this.#lastFailure !== before) throw this.#lastFailure;
    return result;
  }

  /**
   * Makes a change for which there is no client to try again, such as the end of a job. It tries once a second until
   * the change is saved.
   *
   * @param change makes the change in memory and stages it.
   * @param signal ends the trying after the first attempt.
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
    await this.saved().catch(() => undefined); // The failure was logged.
    this.#database.close();
  }

  #commit(): void {
    const changes = this.#staged;
    this.#staged = [];
    // When an entry was changed several times, its last change reads the value that all of them have made.
    const last = new Map(changes.map((change) => [`${change.kind} ${change.id}`, change]));
    try {
      this.#database.write(
        [...last.values()].map(({ kind, id, read }) => ({ kind, id, value: read() })),
      );
      this.#isFailing = false;
    } catch (error) {
      for (const { undo } of changes.reverse()) undo();
      this.#lastFailure = storeFailure(error, this.#file);
      // `insist` tries every second: one line in the log is enough.
      if (!this.#isFailing) console.error(`The local VOD service: ${this.#lastFailure.message}`);
      this.#isFailing = true;
      throw this.#lastFailure;
    }
  }
}
