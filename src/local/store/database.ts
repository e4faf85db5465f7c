/** The database file of the store: SQLite, opened by one process at a time, and flushed to the disk. */
import { type FileHandle, open } from 'node:fs/promises';
import { type Client, createClient, type Value } from '@libsql/client/sqlite3';
import {
  checkAccess,
  type FolderLock,
  lockFor,
  lookAt,
  makePrivate,
  urlOf,
} from './database-files.js';
import { checkLog, flushLog, logIsNeeded, logOf } from './database-log.js';
import { damagedStore, StoreError, storeFailure } from './store-error.js';

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

/** So many pages are added to the log, or a few more, before they are put into the file, and it begins anew. */
const pagesOfLog = 1000;
const pageSize = 4096;

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
  readonly #lock: FolderLock | undefined;
  /** SQLite's log of transactions, from the first one of this run on. */
  #log: FileHandle | undefined;
  /** How many pages the log may still take. */
  #pagesLeft = 0;
  #broken: StoreError | undefined;

  private constructor(client: Client, about: Pick<Database, 'file' | 'isNew'>, lock?: FolderLock) {
    this.#client = client;
    this.file = about.file;
    this.isNew = about.isNew;
    this.#lock = lock;
  }

  /** Why nothing can be written any more until the next run: a flush failed, and what it was for may be stored or not. */
  get broken(): StoreError | undefined {
    return this.#broken;
  }

  /** @throws StoreError when another process has it open, when it is damaged, or cannot be written. */
  static async open(file: string | undefined): Promise<Database> {
    if (file === undefined) {
      const client = createClient({ url: ':memory:', concurrency: 1 });
      return new Database(client, { file, isNew: await prepareLayout(client) });
    }
    let lock: FolderLock | undefined;
    let client: Client | undefined;
    try {
      await checkAccess(file);
      lock = await lockFor(file);
      // With a log, SQLite would change files as soon as it has opened them.
      const isChecked =
        (await checkLog(file)) && (await lookAt(file, (read) => checkWhole(read, file, 'store')));
      await makePrivate(file);
      await flushLog(file); // Of its transactions only the last may be one that a power cut can tear.
      // One connection, because what is set below holds for a connection.
      client = createClient({ url: urlOf(file), concurrency: 1 });
      await client.execute('PRAGMA locking_mode = EXCLUSIVE');
      if (!isChecked) await checkWhole(client, file, 'main');
      const isNew = await prepareLayout(client);
      await flushLog(file);
      // Nobody else may write it from here on, not even who has removed the file of the lock.
      await client.batch([], 'write');
      return new Database(client, { file, isNew }, lock);
    } catch (error) {
      if (client) await closeClient(client);
      lock?.release();
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
      if (this.#pagesLeft <= 0 && this.file !== undefined) await this.#renewLog(this.file);
      const statements = statementsFor(entries);
      await this.#client.batch(statements, 'write');
      const length = statements.reduce((sum, { args: [text] }) => sum + text.length, 0);
      this.#pagesLeft -= 2 + entries.length + length / pageSize;
    } catch (error) {
      throw storeFailure(error, this.file);
    }
    await this.#flush();
  }

  /** Closes the file, and lifts the lock. */
  async close(): Promise<void> {
    if (this.#client.closed) return;
    await this.#log?.close();
    await closeClient(this.#client);
    this.#lock?.release();
  }

  /**
   * Puts what is in the log into the file, and begins the log anew; the first time that it is written to in a run,
   * so that a start alone changes nothing.
   *
   * From then on the file says that its log is needed, and the log says that it is not. So that is undone as soon as
   * the log is put into the file, by whomever: SQLite does that at the end of a process that closes nothing.
   */
  async #renewLog(file: string): Promise<void> {
    const steps = [
      ...['journal_mode = WAL', 'synchronous = NORMAL', 'wal_autocheckpoint = 0'],
      ...[`application_id = ${logIsNeeded}`, 'wal_checkpoint(PASSIVE)'],
    ];
    for (const step of steps) await this.#client.execute(`PRAGMA ${step}`);
    // Windows flushes only what may be written.
    this.#log ??= await open(logOf(file), 'r+');
    await this.#client.execute('PRAGMA application_id = 0');
    // It is a transaction of its own, and a power cut may tear no more than one.
    await this.#flush();
    this.#pagesLeft = pagesOfLog;
  }

  async #flush(): Promise<void> {
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
}

/** A lock would outlive the client until its statements are collected: lifts it, in the order that works. */
async function closeClient(client: Client): Promise<void> {
  for (const step of ['journal_mode = DELETE', 'locking_mode = NORMAL', 'user_version']) {
    await client.execute(`PRAGMA ${step}`).catch(() => undefined);
  }
  client.close();
}

/** Reads all pages before any is written, so that a damaged file stays as it is. */
async function checkWhole(client: Client, file: string, schema: string): Promise<void> {
  const valueOf = async (name: string) => {
    const { rows } = await client.execute(`PRAGMA ${schema}.${name}`);
    return rows[0]?.[0];
  };
  const found = textOf(await valueOf('quick_check(1)'));
  if (found !== 'ok') throw Object.assign(new Error(found), { code: 'SQLITE_CORRUPT' });
  const version = Number(await valueOf('user_version'));
  if (version > layout) {
    throw new StoreError(
      `The store ${file} was written by a newer version of huaweicloud-vod. ` +
        'Use that version, or give the service another folder.',
    );
  }
  if (Number(await valueOf('page_count')) === 0) return;
  // It has its layout from the beginning.
  if (version === 0) throw damagedStore(file, 'it is another database');
  // Reads what is too long for the pages that are checked above.
  const sql = `SELECT id FROM ${schema}.entries WHERE NOT json_valid(value) LIMIT 1`;
  const [unreadable] = (await client.execute(sql)).rows;
  if (unreadable) throw damagedStore(file, `its entry ${textOf(unreadable['id'])} is unreadable`);
}

/** Makes what an empty file needs, and changes no other. Returns whether it was empty. */
async function prepareLayout(client: Client): Promise<boolean> {
  const { rows } = await client.execute('PRAGMA user_version');
  if (Number(rows[0]?.[0]) === layout) {
    await finishRenewal(client);
    return false;
  }
  const create =
    'CREATE TABLE entries (kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, ' +
    'PRIMARY KEY (kind, id)) WITHOUT ROWID';
  await client.batch([create, `PRAGMA user_version = ${layout}`], 'write');
  return true;
}

/** A process that is killed between two steps of `#renewLog` has left its log saying that it is needed. */
async function finishRenewal(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA application_id');
  if (rows[0]?.[0] === logIsNeeded) {
    // Without room, the next renewal does it.
    await client.execute('PRAGMA application_id = 0').catch(() => undefined);
  }
}

/** A column that only ever holds text; what else it holds is no JSON, so that it counts as damage. */
function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Two statements at most, however many entries: what each costs would otherwise limit the whole service. */
function statementsFor(entries: readonly Entry[]): { sql: string; args: [string] }[] {
  const kept = entries.filter(({ value }) => value !== undefined);
  const removed = entries.filter(({ value }) => value === undefined);
  const rows = (of: readonly Entry[]): [string] => [
    JSON.stringify(of.map(({ kind, id, value }) => [kind, id, value])),
  ];
  return [
    ...(kept.length > 0 ? [{ sql: keep, args: rows(kept) }] : []),
    ...(removed.length > 0 ? [{ sql: remove, args: rows(removed) }] : []),
  ];
}
