/** What has to survive the process, in an embedded database: one file, written in groups, all or nothing. */
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { type Client, createClient, type InStatement, type Value } from '@libsql/client/sqlite3';
import { delay } from '../delay.js';
import { StoreError, storeFailure } from './store-error.js';

/** A change that is made in memory and not on disk yet. */
interface StagedChange {
  kind: string;
  id: string;
  /** What is to be stored, read when it is; undefined removes the entry. */
  read: () => unknown;
  /** Takes the change back in memory. */
  undo: () => void;
}

/** The layout of the entries; a later one of this package would count up. */
const layout = 1;

/** How long to wait before a change that has to be made is tried again. */
const pauseMs = 1000;

/**
 * Entries by kind and id, each a JSON text.
 *
 * Changes are made in memory at once and staged here; `saved` writes all that are staged, those of other
 * requests too, in one transaction. When that fails all of them are taken back, so that memory is never ahead
 * of the disk by more than what nobody has been told yet: an answer waits for `saved`.
 *
 * Each transaction is appended to a log, which the system is told to flush to the disk before `saved` resolves.
 * So killing the process loses nothing, nor does a power cut, as long as the disk keeps what it says it has
 * flushed. The flush is done here and not by SQLite (`synchronous=FULL`), because there everything waits for it.
 *
 * @example
 * store.stage({ kind: 'asset', id, read: () => asset, undo: () => assets.delete(id) });
 * await store.saved();
 */
export class Store {
  /** Whether nothing was ever stored in it. */
  readonly isNew: boolean;
  readonly #client: Client;
  /** The file; undefined when it is memory. */
  readonly #file: string | undefined;
  /** SQLite's log of transactions. */
  readonly #log: FileHandle | undefined;
  #staged: StagedChange[] = [];
  #nextCommit: Promise<void> | undefined;
  #commit: Promise<void> | undefined;
  /** How often writing has failed so far, and how the last time. */
  #failures = 0;
  #lastFailure: StoreError | undefined;
  #isFailing = false;
  /** Why nothing can be written any more until the next run. */
  #broken: StoreError | undefined;

  private constructor(
    client: Client,
    { file, log, isNew }: { file: string | undefined; log: FileHandle | undefined; isNew: boolean },
  ) {
    this.#client = client;
    this.#file = file;
    this.#log = log;
    this.isNew = isNew;
  }

  /** Whether what is stored outlasts the process. */
  get isLasting(): boolean {
    return this.#file !== undefined;
  }

  /**
   * Opens the store of a file, or one in memory.
   *
   * @throws StoreError when another process has it open, when it is damaged, or cannot be written.
   */
  static async open(file: string | undefined): Promise<Store> {
    let client: Client | undefined;
    try {
      if (file !== undefined) await makePrivate(file);
      // One connection, because what is set below holds for a connection.
      client = createClient({ url: file === undefined ? ':memory:' : urlOf(file), concurrency: 1 });
      // Nobody else may open it while this process lives; the system lifts the lock even if it is killed.
      await client.execute('PRAGMA locking_mode = EXCLUSIVE');
      await client.execute('PRAGMA journal_mode = WAL');
      await client.execute('PRAGMA synchronous = NORMAL');
      const isNew = await prepareLayout(client, file);
      // Windows flushes only what may be written.
      const log = file === undefined ? undefined : await open(`${file}-wal`, 'r+');
      return new Store(client, { file, log, isNew });
    } catch (error) {
      client?.close();
      throw storeFailure(error, file);
    }
  }

  /**
   * All entries of a kind, by id.
   *
   * @throws StoreError when the file is damaged.
   */
  async read<Entry>(kind: string): Promise<Map<string, Entry>> {
    try {
      const sql = 'SELECT id, value FROM entries WHERE kind = ? ORDER BY id';
      const { rows } = await this.#client.execute({ sql, args: [kind] });
      // Nobody but this class writes the file, and each kind is written by one class of ours.
      return new Map(rows.map(({ id, value }) => [textOf(id), JSON.parse(textOf(value)) as Entry]));
    } catch (error) {
      throw storeFailure(error, this.#file);
    }
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
    // All requests that the loop has at hand share the transaction, and its one flush of the disk.
    if (this.#staged.length > 0) {
      this.#nextCommit ??= (this.#commit ?? Promise.resolve())
        .then(() => setImmediate())
        .then(() => this.#write());
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
    if (this.isLasting && !this.#client.closed) {
      await this.#log?.close();
      // The lock would outlive the client until its statements are collected: lift it, in the order that works.
      const lift = [
        'PRAGMA journal_mode = DELETE',
        'PRAGMA locking_mode = NORMAL',
        'SELECT 1 FROM entries',
      ];
      for (const sql of lift) await this.#client.execute(sql).catch(() => undefined);
    }
    this.#client.close();
  }

  async #write(): Promise<void> {
    this.#nextCommit = undefined;
    const changes = this.#staged;
    this.#staged = [];
    // The last change of an entry reads what all of them have made of it.
    const last = new Map(changes.map((change) => [`${change.kind} ${change.id}`, change]));
    this.#commit = this.#writeAndFlush(last.values()).then(
      () => {
        this.#isFailing = false;
      },
      (error: unknown) => {
        // What was staged meanwhile may rest on what now has not happened.
        for (const { undo } of [...changes, ...this.#staged].reverse()) undo();
        this.#staged = [];
        this.#failures += 1;
        this.#lastFailure = storeFailure(error, this.#file);
        if (!this.#isFailing) console.error(`The local VOD service: ${this.#lastFailure.message}`);
        this.#isFailing = true;
      },
    );
    await this.#commit;
  }

  async #writeAndFlush(changes: Iterable<StagedChange>): Promise<void> {
    if (this.#broken) throw this.#broken;
    await this.#client.batch(statementsFor(changes), 'write');
    try {
      await this.#log?.datasync();
    } catch (cause) {
      // What the log holds is unknown from here on: the system does not try such a flush again.
      this.#broken = new StoreError(
        `The disk of ${String(this.#file)} does not take what is written. Check it, then start the service again.`,
        { cause },
      );
      throw this.#broken;
    }
  }

  #throwIfFailedSince(failures: number): void {
    if (this.#lastFailure && this.#failures !== failures) throw this.#lastFailure;
  }
}

/** Makes what an empty store needs. Returns whether it was empty. */
async function prepareLayout(client: Client, file: string | undefined): Promise<boolean> {
  const { rows } = await client.execute('PRAGMA user_version');
  const found = Number(rows[0]?.['user_version']);
  if (found > layout) {
    throw new StoreError(
      `The store ${String(file)} was written by a newer version of huaweicloud-vod. ` +
        'Use that version, or give the service another folder.',
    );
  }
  await client.batch(
    [
      'CREATE TABLE IF NOT EXISTS entries (kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, ' +
        'PRIMARY KEY (kind, id)) WITHOUT ROWID',
      `PRAGMA user_version = ${layout}`,
    ],
    'write',
  );
  return found === 0;
}

/**
 * Makes the file, unless it is there: keys and secrets will be in it, so that only its owner may read it. It is
 * not opened when it is there, because closing it would lift the lock that this process may have on it.
 */
async function makePrivate(file: string): Promise<void> {
  const made = await open(file, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  });
  await made?.close();
}

/** A column that only ever holds text; what else it holds is no JSON, so that it counts as damage. */
function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A path may have characters that mean something in a URL. */
function urlOf(file: string): string {
  return `file:${file.replace(/[%?#]/g, encodeURIComponent)}`;
}

/** Two statements at most, however many changes: what each costs would otherwise limit the whole service. */
function statementsFor(changes: Iterable<StagedChange>): InStatement[] {
  const kept: unknown[] = [];
  const removed: unknown[] = [];
  for (const { kind, id, read } of changes) {
    const value = read();
    if (value === undefined) removed.push([kind, id]);
    else kept.push([kind, id, value]);
  }
  const keep =
    'INSERT OR REPLACE INTO entries ' +
    'SELECT value ->> 0, value ->> 1, value -> 2 FROM json_each(?)';
  const remove =
    'DELETE FROM entries WHERE (kind, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))';
  return [
    ...(kept.length > 0 ? [{ sql: keep, args: [JSON.stringify(kept)] }] : []),
    ...(removed.length > 0 ? [{ sql: remove, args: [JSON.stringify(removed)] }] : []),
  ];
}
