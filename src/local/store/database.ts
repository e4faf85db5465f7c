/** The SQLite file of the store. One process at a time has it open, and a commit is on disk when it returns. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivateFile, takeRightsOfOthers } from './private-files.js';
import { damagedStore, movedStore, StoreError, storeFailure } from './store-error.js';

/** A stored value, by its kind and its id within that kind. */
export interface Entry {
  kind: string;
  id: string;
  /** Stored as JSON; undefined removes the entry. */
  value: unknown;
}

/** The version of the table's layout, which SQLite keeps as `user_version`. A later version counts up. */
const layout = 1;

/** The name by which SQLite keeps a database in memory. */
export const inMemory = ':memory:';

/** Entries in a file, or in memory. */
export class Database {
  /** Whether nothing was stored in it before. */
  readonly isNew: boolean;
  readonly #file: string;
  readonly #sqlite: DatabaseSync;
  /** Of the file that is open: another one can be in its place later. */
  readonly #identity: string | undefined;
  #isOpen = true;

  /**
   * Opens the file and makes it if it is not there.
   *
   * @param file the path, or `inMemory`.
   * @throws StoreError when another process has the file open, or it is damaged, or it cannot be written.
   */
  constructor(file: string) {
    this.#file = file;
    try {
      if (file !== inMemory) {
        makePrivateFile(file);
        if (existsSync(`${file}-wal`)) takeRightsOfOthers(`${file}-wal`);
        // SQLite calls a file that may only be read a disk error.
        for (const path of [dirname(file), file]) accessSync(path, constants.W_OK);
      }
      this.#sqlite = new DatabaseSync(file);
      this.#identity = identityOf(file);
    } catch (error) {
      throw storeFailure(error, file);
    }
    try {
      this.isNew = this.#prepare();
    } catch (error) {
      this.#sqlite.close();
      throw storeFailure(error, file);
    }
  }

  /**
   * The ids and values of a kind, ordered by id.
   *
   * @throws StoreError when the file is damaged.
   */
  read(kind: string): [id: string, value: unknown][] {
    try {
      const sql = 'SELECT id, value FROM entries WHERE kind = ? ORDER BY id';
      // Both columns are TEXT.
      const rows = this.#sqlite.prepare(sql).all(kind) as { id: string; value: string }[];
      return rows.map(({ id, value }) => [id, JSON.parse(value)]);
    } catch (error) {
      throw storeFailure(error, this.#file);
    }
  }

  /**
   * Writes entries in one transaction. They are on disk when this returns.
   *
   * @throws StoreError when nothing was written.
   */
  write(entries: readonly Entry[]): void {
    try {
      if (identityOf(this.#file) !== this.#identity) throw movedStore(this.#file);
      this.#transaction(() => {
        const put = this.#sqlite.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?)');
        const remove = this.#sqlite.prepare('DELETE FROM entries WHERE kind = ? AND id = ?');
        for (const { kind, id, value } of entries) {
          if (value === undefined) remove.run(kind, id);
          else put.run(kind, id, JSON.stringify(value));
        }
      });
    } catch (error) {
      throw storeFailure(error, this.#file);
    }
  }

  /** Closes the file, so that another process can open it. */
  close(): void {
    if (this.#isOpen) this.#sqlite.close();
    this.#isOpen = false;
  }

  /** Locks and checks the file, and makes the table in a new one. Returns whether the file is new. */
  #prepare(): boolean {
    this.#sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL');
    // Before anything is written, so that a damaged file stays as it is.
    const problem = this.#pragma('quick_check(1)');
    if (problem !== 'ok') throw damagedStore(this.#file, problem);
    const version = Number(this.#pragma('user_version'));
    if (version > layout) {
      throw new StoreError(
        `The store ${this.#file} was written by a newer version of huaweicloud-vod. ` +
          'Use that version, or give the service another folder.',
      );
    }
    this.#sqlite.exec('PRAGMA journal_mode = WAL');
    // Also without anything to write, because SQLite then says if it cannot write its log.
    this.#transaction(() => {
      if (version === layout) return;
      this.#sqlite.exec(
        'CREATE TABLE entries (kind TEXT, id TEXT, value TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID; ' +
          `PRAGMA user_version = ${layout}`,
      );
    });
    return version === 0;
  }

  /** Does all of the work or nothing. */
  #transaction(work: () => void): void {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#sqlite.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  #rollBack(): void {
    try {
      this.#sqlite.exec('ROLLBACK');
    } catch {
      // After some failures, such as a full disk, SQLite has rolled back already.
    }
  }

  #pragma(name: string): unknown {
    const row = this.#sqlite.prepare(`PRAGMA ${name}`).get();
    return row && Object.values(row)[0];
  }
}

/** Tells a file from another one of the same name; undefined when there is none. */
function identityOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}
