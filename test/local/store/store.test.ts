import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { storeFailure } from '../../../src/local/store/store-error.js';
import { Store } from '../../../src/local/store/store.js';
import { temporaryFolder } from '../../temporary-folder.js';

/** Permissions bind every user but root. */
const isRoot = process.geteuid?.() === 0;
/** The user whom systems keep for work without privileges. */
const nobody = 65_534;

let folder = '';
let file = '';
let store: Store;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  folder = await temporaryFolder();
  file = join(folder, 'a #1 %41?.db');
  store = new Store(file);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
});

/** A value in memory that is stored under its id. */
class Kept {
  value: unknown;
  readonly #id: string;

  constructor(id: string, value: unknown) {
    this.#id = id;
    this.value = value;
  }

  set(value: unknown, read = () => this.value): void {
    const before = this.value;
    this.value = value;
    const undo = () => {
      this.value = before;
    };
    store.stage({ kind: 'test', id: this.#id, read, undo });
  }
}

/** Fails a commit as a full disk does. */
const full = (): never => {
  throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
};
const isFull = { name: 'StoreError', message: expect.stringContaining('The disk is full') };

async function storedNow(): Promise<unknown> {
  await store.close();
  store = new Store(file);
  return Object.fromEntries(store.read('test'));
}

describe('Store', () => {
  it('stores the last state of each entry and reads them back ordered by id', async () => {
    const [one, two, three] = [new Kept('1', 0), new Kept('2', 0), new Kept('3', 0)];
    three.set({ text: 'é "\\\n\u0000 𝄞', number: 1.5, list: [null, true, { deep: [] }] });
    one.set('first');
    one.set('last');
    two.set('removed');
    await store.saved();
    two.set(undefined);
    await store.saved();
    expect(store.isNew).toBe(true);
    expect(await storedNow()).toEqual({ 1: 'last', 3: three.value });
    expect(store.isNew).toBe(false);
    expect([...store.read('test').keys()]).toEqual(['1', '3']);
    expect(store.read('other')).toEqual(new Map());
  });

  it('keeps entries in memory when it has no file', async () => {
    await store.close();
    store = new Store(undefined);
    new Kept('1', 0).set('in memory');
    await store.saved();
    expect(store.read('test')).toEqual(new Map([['1', 'in memory']]));
  });

  it('writes what many requests have staged in one commit', async () => {
    const kept = Array.from({ length: 50 }, (_, index) => new Kept(String(index), 0));
    const saves = kept.map((each) => {
      each.set('changed');
      return store.saved();
    });
    await Promise.all(saves);
    // Each commit appends the page that it has changed to SQLite's log.
    expect(statSync(`${file}-wal`).size).toBeLessThan(10 * 4096);
    expect(store.read('test').size).toBe(50);
  });

  it('undoes all staged changes, the last one first, when they cannot be written', async () => {
    const [one, two] = [new Kept('1', 'one'), new Kept('2', 'two')];
    one.set('a');
    one.set('b');
    two.set('c', full);
    const [first, second] = await Promise.allSettled([store.saved(), store.saved()]);
    expect(first).toMatchObject({ status: 'rejected', reason: isFull });
    expect(second).toMatchObject({ status: 'rejected', reason: isFull });
    expect([one.value, two.value]).toEqual(['one', 'two']);
    expect(await storedNow()).toEqual({});
    // The next change is written all the same.
    two.set('d');
    await store.saved();
    expect(await storedNow()).toEqual({ 2: 'd' });
  });

  it('rejects an answer whose change was undone before the answer was ready', async () => {
    const one = new Kept('1', 'one');
    const answer = store.answer(async () => {
      one.set('a', full);
      await store.saved().catch(() => undefined);
      return 'done';
    });
    await expect(answer).rejects.toMatchObject(isFull);
    expect(await store.answer(() => 'nothing to save')).toBe('nothing to save');
  });

  it('tries a change again until it is saved or the signal aborts', async () => {
    const one = new Kept('1', 'one');
    let attempts = 0;
    const failOnce = () => {
      attempts += 1;
      one.set('a', attempts < 2 ? full : undefined);
    };
    await store.insist(failOnce, new AbortController().signal);
    expect(attempts).toBe(2);
    expect(await storedNow()).toEqual({ 1: 'a' });
    const alwaysFail = () => one.set('b', full);
    await expect(store.insist(alwaysFail, AbortSignal.abort(new Error('closed')))).rejects.toThrow(
      'closed',
    );
    expect(one.value).toBe('a');
  });
});

describe('new Store', () => {
  // Windows has other permissions.
  it.skipIf(process.platform === 'win32')(
    'makes files that only their owner may read',
    async () => {
      new Kept('1', 0).set('a secret');
      await store.saved();
      for (const path of [file, `${file}-wal`]) expect(statSync(path).mode & 0o777).toBe(0o600);
    },
  );

  it('refuses a file that another store has open, and opens it when that one is closed', async () => {
    expect(() => new Store(file)).toThrow(
      `The folder ${folder} is in use by another local VOD service. Close that one, or give this one a folder`,
    );
    // The first one still works.
    new Kept('1', 0).set('a');
    await store.saved();
    expect(await storedNow()).toEqual({ 1: 'a' });
  });

  it('refuses a file of a newer version', async () => {
    await store.close();
    change(file, 'PRAGMA user_version = 2');
    expect(() => new Store(file)).toThrow(
      `The store ${file} was written by a newer version of huaweicloud-vod. Use that version, or give`,
    );
  });

  it.each<[string, (path: string) => void]>([
    ['is no database', (path) => writeFileSync(path, 'This is no database. '.repeat(500))],
    ['breaks off', (path) => truncateSync(path, 4096 * 3)],
    ['has overwritten pages', (path) => writeFileSync(path, readFileSync(path).fill(0xa5, 4096))],
    ['has a value that is no JSON', (path) => change(path, "UPDATE entries SET value = '{'")],
  ])('names a damaged file that %s, and leaves the file as it is', async (_what, damage) => {
    for (let id = 0; id < 30; id += 1) new Kept(String(id), 0).set('x'.repeat(1000));
    await store.close();
    damage(file);
    const damaged = readFileSync(file);
    const read = () => {
      store = new Store(file);
      store.read('test');
    };
    expect(read).toThrow(`The store ${file} is damaged. Put a copy of it in its place`);
    await store.close();
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  // Windows has other permissions.
  it.skipIf(process.platform === 'win32')('names what its user may not write', async () => {
    new Kept('1', 0).set('a');
    await store.saved();
    chmodSync(folder, 0o755);
    const cases = {
      'file that may only be read': ['vod.db', 0o444],
      'file without rights': ['vod.db', 0],
      'log that may only be read': ['vod.db-wal', 0o444],
      'folder that may only be read': ['', 0o555],
      'all may be written': ['', 0o777],
    } as const;
    const paths = Object.entries(cases).map(([label, [name, mode]]) => {
      const other = join(folder, label);
      mkdirSync(other);
      for (const suffix of ['', '-wal']) {
        copyFileSync(file + suffix, join(other, `vod.db${suffix}`));
        chmodSync(join(other, `vod.db${suffix}`), 0o600);
        if (isRoot) chownSync(join(other, `vod.db${suffix}`), nobody, nobody);
      }
      chmodSync(other, 0o777);
      chmodSync(join(other, name), mode);
      return join(other, 'vod.db');
    });
    const said = await openWithoutPrivileges(paths);
    for (const label of Object.keys(cases)) chmodSync(join(folder, label), 0o777);
    const advice = 'Allow this user to write it and its folder, or give another folder.';
    expect(said).toEqual([
      ...paths.slice(0, -1).map((path) => `The file ${path} cannot be written. ${advice}`),
      'opened',
    ]);
  });
});

it('storeFailure says that the disk is full when SQLite does', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE entries (value TEXT); PRAGMA max_page_count = 2');
  const insert = () => {
    try {
      database.exec('INSERT INTO entries VALUES (hex(randomblob(100000)))');
    } catch (error) {
      throw storeFailure(error, '/data/vod.db');
    }
  };
  expect(insert).toThrow('The disk is full: /data/vod.db cannot grow. Free some space;');
});

// Only root can give a file to another user.
it.skipIf(!isRoot)('new Store refuses files of another user that all may read', async () => {
  new Kept('1', 0).set('a');
  await store.saved();
  const paths = ['vod.db', 'vod.db-wal'].map((name) => {
    const other = join(folder, `shared ${name}`);
    mkdirSync(other);
    for (const suffix of ['', '-wal']) {
      copyFileSync(file + suffix, join(other, `vod.db${suffix}`));
      chownSync(join(other, `vod.db${suffix}`), nobody, nobody);
    }
    chownSync(join(other, name), 0, 0);
    chmodSync(join(other, name), 0o666);
    chmodSync(other, 0o777);
    return join(other, name);
  });
  chmodSync(folder, 0o755);
  const said = await openWithoutPrivileges(paths.map((path) => path.replace(/-wal$/, '')));
  expect(said).toEqual(
    paths.map(
      (path) =>
        `Other users may read ${path}, and this user cannot change that. Make it this user's own, or give another folder.`,
    ),
  );
});

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** Opens stores in a process of a user who has no privileges. Returns the error message of each, or "opened". */
async function openWithoutPrivileges(paths: string[]): Promise<string[]> {
  const script = join(folder, 'open.mjs');
  const contents = `
    import { Store } from './store.js';
    const open = (path) => {
      try {
        void new Store(path).close();
        return 'opened';
      } catch (error) {
        return error.message;
      }
    };
    console.log(JSON.stringify(process.argv.slice(2).map(open)));`;
  const resolveDir = fileURLToPath(new URL('../../../src/local/store/', import.meta.url));
  const options = { bundle: true, platform: 'node', format: 'esm' } as const;
  await build({ stdin: { contents, resolveDir }, outfile: script, ...options });
  const user = isRoot ? { uid: nobody, gid: nobody } : {};
  const output = execFileSync(process.execPath, [script, ...paths], { ...user, encoding: 'utf8' });
  return JSON.parse(output) as string[]; // The script prints this.
}
