/** The database file of the store: SQLite, opened by one process at a time, and flushed to the disk. */
import { type FileHandle, open } from 'node:fs/promises';
import { type Client, createClient, type InStatement, type Value } from '@libsql/client/sqlite3';
import { StoreError, storeFailure } from './store-error.js';

/** An entry, by its kind and its id within that. */
export interface Entry {
  kind: string;
  id: string;
  /** What is stored as JSON; undefined removes the entry. */
  value: unknown;
}

/** The layout of the table; a later one of this package would count up. */
const layout = 1;

const keep =
  'INSERT OR REPLACE INTO entries SELECT value ->> 0, value ->> 1, value -> 2 FROM json_each(?)';
const remove =
  'DELETE FROM entries WHERE (kind, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))';

/**
 * Entries in a file, or in memory.
 *
 * Each transaction is appended to a log, and the system is told to flush that to the disk. So killing the process
 * loses nothing that was written, nor does a power cut, as long as the disk keeps what it says it has flushed. The
 * flush is done here and not by SQLite (`synchronous = FULL`), because there the whole process waits for it.
 */
export class Database {
  /** The file; undefined when it is memory. */
  readonly file: string | undefined;
  /** Whether nothing was ever stored in it. */
  readonly isNew: boolean;
  readonly #client: Client;
  /** SQLite's log of transactions. */
  readonly #log: FileHandle | undefined;
  /** Why nothing can be written any more until the next run. */
  #broken: StoreError | undefined;

  private constructor(client: Client, about: Pick<Database, 'file' | 'isNew'>, log?: FileHandle) {
    this.#client = client;
    this.file = about.file;
    this.isNew = about.isNew;
    this.#log = log;
  }

  /** @throws StoreError when another process has it open, when it is damaged, or cannot be written. */
  static async open(file: string | undefined): Promise<Database> {
    let client: Client | undefined;
    try {
      if (file !== undefined) await makePrivate(file);
      // One connection, because what is set below holds for a connection.
      client = createClient({ url: file === undefined ? ':memory:' : urlOf(file), concurrency: 1 });
      // Nobody else may open it while this process lives; the system lifts the lock even if it is killed.
      await client.execute('PRAGMA locking_mode = EXCLUSIVE');
      await checkWhole(client);
      await client.execute('PRAGMA journal_mode = WAL');
      await client.execute('PRAGMA synchronous = NORMAL');
      const isNew = await prepareLayout(client, file);
      if (file === undefined) return new Database(client, { file, isNew });
      // Windows flushes only what may be written.
      return new Database(client, { file, isNew }, await open(`${file}-wal`, 'r+'));
    } catch (error) {
      client?.close();
      throw storeFailure(error, file);
    }
  }

  /**
   * The entries of a kind, ordered by their ids.
   *
   * @throws StoreError when the file is damaged.
   */
  async read(kind: string): Promise<Entry[]> {
    try {
      const sql = 'SELECT id, value FROM entries WHERE kind = ? ORDER BY id';
      const { rows } = await this.#client.execute({ sql, args: [kind] });
      return rows.map(({ id, value }) => {
        return { kind, id: textOf(id), value: JSON.parse(textOf(value)) as unknown };
      });
    } catch (error) {
      throw storeFailure(error, this.file);
    }
  }

  /**
   * Writes entries in one transaction, and waits until they are on disk.
   *
   * @throws StoreError when none of them was written.
   */
  async write(entries: readonly Entry[]): Promise<void> {
    if (this.#broken) throw this.#broken;
    try {
      await this.#client.batch(statementsFor(entries), 'write');
    } catch (error) {
      throw storeFailure(error, this.file);
    }
    try {
      await this.#log?.datasync();
    } catch (cause) {
      // What the log holds is unknown from here on: the system does not try such a flush again.
      this.#broken = new StoreError(
        `The disk of ${String(this.file)} does not take what is written. Check it, then start the service again.`,
        { cause },
      );
      throw this.#broken;
    }
  }

  /** Closes the file, and lifts the lock. */
  async close(): Promise<void> {
    if (this.#client.closed) return;
    await this.#log?.close();
    if (this.file !== undefined) {
      // The lock would outlive the client until its statements are collected: lift it, in the order that works.
      const lift = ['journal_mode = DELETE', 'locking_mode = NORMAL', 'quick_check(1)'];
      for (const what of lift) await this.#client.execute(`PRAGMA ${what}`).catch(() => undefined);
    }
    this.#client.close();
  }
}

/** Reads all pages before any is written, so that a damaged file stays as it is. */
async function checkWhole(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA quick_check(1)');
  const found = textOf(rows[0]?.['quick_check']);
  if (found !== 'ok') throw Object.assign(new Error(found), { code: 'SQLITE_CORRUPT' });
}

/** Makes what an empty file needs. Returns whether it was empty. */
async function prepareLayout(client: Client, file: string | undefined): Promise<boolean> {
  const { rows } = await client.execute('PRAGMA user_version');
  const found = Number(rows[0]?.['user_version']);
  if (found > layout) {
    throw new StoreError(
      `The store ${String(file)} was written by a newer version of huaweicloud-vod. ` +
        'Use that version, or give the service another folder.',
    );
  }
  const create =
    'CREATE TABLE IF NOT EXISTS entries (kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, ' +
    'PRIMARY KEY (kind, id)) WITHOUT ROWID';
  await client.batch([create, `PRAGMA user_version = ${layout}`], 'write');
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

/** Two statements at most, however many entries: what each costs would otherwise limit the whole service. */
function statementsFor(entries: readonly Entry[]): InStatement[] {
  const kept = entries.filter(({ value }) => value !== undefined);
  const removed = entries.filter(({ value }) => value === undefined);
  const rows = (of: readonly Entry[]) => [
    JSON.stringify(of.map(({ kind, id, value }) => [kind, id, value])),
  ];
  return [
    ...(kept.length > 0 ? [{ sql: keep, args: rows(kept) }] : []),
    ...(removed.length > 0 ? [{ sql: remove, args: rows(removed) }] : []),
  ];
}
