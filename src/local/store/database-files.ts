/** The files of the store before they are opened: whose they are, who uses them, and whether they are whole. */
import { access, constants, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, createClient, LibsqlError } from '@libsql/client/sqlite3';
import { logOf } from './database-log.js';
import { storeFailure } from './store-error.js';

const lockOf = (file: string) => `${file}-lock`;

/** Has the files of a store for this process alone; the system lifts it even if that is killed. */
export interface FolderLock {
  release(): void;
}

/**
 * Locks a store before any of its files is looked at: what another service is just writing would look damaged.
 *
 * @throws StoreError when another service has it.
 */
export async function lockFor(file: string): Promise<FolderLock> {
  const name = lockOf(file);
  let client: Client | undefined;
  try {
    // An empty database, and a transaction that is never committed: Node has no locks of its own.
    await makePrivate(name);
    client = createClient({ url: urlOf(name), concurrency: 1 });
    const locked = client;
    await locked.execute('PRAGMA journal_mode = MEMORY'); // A transaction makes a file for it otherwise.
    const held = await locked.transaction('write');
    return {
      release() {
        // The file stays: who has it open already would lock it, and who comes later another one of its name.
        held.close();
        locked.close();
      },
    };
  } catch (error) {
    client?.close();
    throw storeFailure(error, file);
  }
}

/**
 * Asks the system about the folder and the files in it that are written, because SQLite says of neither why.
 *
 * @throws StoreError when this user may not write one of them.
 */
export async function checkAccess(file: string): Promise<void> {
  const { R_OK, W_OK } = constants;
  const folder = dirname(file);
  for (const path of [folder, file, logOf(file), lockOf(file)]) {
    await access(path, R_OK | W_OK).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw storeFailure(error, path === folder ? file : path);
    });
  }
}

/** Makes a file, unless it is there, that only its owner may read: keys and secrets will be in the store. */
export async function makePrivate(file: string): Promise<void> {
  const made = await open(file, 'wx', 0o600).catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  });
  await made?.close();
}

/**
 * Looks at what a file and its log hold, and changes neither: a connection that can write puts the pages of the log
 * into the file when it closes, however damaged that is.
 *
 * @returns whether that could be done: it takes 32 KiB beside the file, for which the disk may have no room.
 */
export async function lookAt(
  file: string,
  look: (client: Client) => Promise<unknown>,
): Promise<boolean> {
  const client = createClient({ url: ':memory:', concurrency: 1 });
  const url = `${pathToFileURL(file).href}?mode=ro`;
  try {
    await client.execute({ sql: 'ATTACH ? AS store', args: [url] });
    await look(client);
    return true;
  } catch (error) {
    if (error instanceof LibsqlError && error.extendedCode?.startsWith('SQLITE_IOERR_SHM')) {
      return false;
    }
    throw error;
  } finally {
    await client.execute('DETACH store').catch(() => undefined);
    client.close();
    await rm(`${file}-shm`, { force: true });
  }
}

/** A path may have characters that mean something in a URL. */
export function urlOf(file: string): string {
  return `file:${file.replace(/[%?#]/g, encodeURIComponent)}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
