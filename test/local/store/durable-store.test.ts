/** The store by itself: all or nothing, in memory as on disk. */
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client/sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../../../src/local/store/database.js';
import { Store } from '../../../src/local/store/store.js';
import { afterEachStatement } from './observed-steps.js';

let folder = '';
let file = '';
let store: Store;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  folder = await mkdtemp(join(tmpdir(), 'durable-store-test-'));
  file = join(folder, 'a #1 %41?.db');
  store = await Store.open(file);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  await rm(folder, { recursive: true });
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

const full = (): never => {
  throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
};
const isFull = { name: 'StoreError', message: expect.stringContaining('The disk is full') };

async function storedNow(): Promise<unknown> {
  await store.close();
  store = await Store.open(file);
  return Object.fromEntries(await store.read('test'));
}

describe('what is staged', () => {
  it('is on disk when it is saved, in its last state, and ordered', async () => {
    const [one, two, three] = [new Kept('1', 0), new Kept('2', 0), new Kept('3', 0)];
    three.set({ text: 'é "\\\n\u0000 𝄞', number: 1.5, list: [null, true, { deep: [] }] });
    one.set('first');
    one.set('last');
    two.set('removed');
    await store.saved();
    two.set(undefined);
    await store.saved();
    expect(await storedNow()).toEqual({ 1: 'last', 3: three.value });
    expect([...(await store.read('test')).keys()]).toEqual(['1', '3']);
    expect(await store.read('other')).toEqual(new Map());
  });

  it('is undone as a whole when it cannot be saved, the last change first', async () => {
    const [one, two] = [new Kept('1', 'one'), new Kept('2', 'two')];
    one.set('a');
    one.set('b');
    two.set('c', full);
    const [first, second] = await Promise.allSettled([store.saved(), store.saved()]);
    expect(first).toMatchObject({ status: 'rejected', reason: isFull });
    expect(second).toMatchObject({ status: 'rejected', reason: isFull });
    expect([one.value, two.value]).toEqual(['one', 'two']);
    expect(await storedNow()).toEqual({});
  });

  it('is undone with what it rests on, also when it was staged while that was written', async () => {
    const [one, two] = [new Kept('1', 'one'), new Kept('2', 'two')];
    let second: Promise<void> | undefined;
    one.set('a', () => {
      two.set('b');
      second = store.saved();
      second.catch(() => undefined);
      return full();
    });
    await expect(store.saved()).rejects.toMatchObject(isFull);
    await expect(second).rejects.toMatchObject(isFull);
    expect([one.value, two.value]).toEqual(['one', 'two']);
    // And nothing of it hinders what comes later.
    two.set('c');
    await store.saved();
    expect(await storedNow()).toEqual({ 2: 'c' });
    expect(console.error).toHaveBeenCalledTimes(1);
  });

  it('makes an answer fail whose change was undone before it was ready', async () => {
    const one = new Kept('1', 'one');
    const answer = store.answer(async () => {
      one.set('a', full);
      await store.saved().catch(() => undefined);
      return 'done';
    });
    await expect(answer).rejects.toMatchObject(isFull);
    expect(await store.answer(() => 'nothing to save')).toBe('nothing to save');
  });

  it('is insisted on until it is saved', async () => {
    const one = new Kept('1', 'one');
    let attempts = 0;
    const change = () => {
      attempts += 1;
      one.set('a', attempts < 2 ? full : undefined);
    };
    await store.insist(change, new AbortController().signal);
    expect(attempts).toBe(2);
    expect(await storedNow()).toEqual({ 1: 'a' });
    const change2 = () => one.set('b', full);
    await expect(store.insist(change2, AbortSignal.abort(new Error('closed')))).rejects.toThrow(
      'closed',
    );
    expect(one.value).toBe('a');
  });
});

it('a store of a newer version is left alone', async () => {
  await store.close();
  const client = createClient({ url: `file:${encodeURI(join(folder, 'newer.db'))}` });
  await client.execute('PRAGMA user_version = 2');
  client.close();
  await expect(Store.open(join(folder, 'newer.db'))).rejects.toThrow(
    `The store ${join(folder, 'newer.db')} was written by a newer version of huaweicloud-vod.`,
  );
});

describe('a kill between any two steps', () => {
  /** What a folder was like after each step of a database in it, and what that had told until then. */
  async function recordSteps(work: (tell: (id: number) => void) => Promise<void>) {
    let told: number[] = [];
    const steps: { copy: string; told: number[] }[] = [];
    afterEachStatement(async () => {
      const copy = join(folder, `step-${steps.length}`);
      steps.push({ copy, told });
      await cp(join(folder, 'run'), copy, { recursive: true });
    });
    await work((id) => (told = [...told, id]));
    vi.restoreAllMocks();
    return steps;
  }

  const idsIn = async (file: string) => {
    const database = await Database.open(file);
    const ids = (await database.read('told')).map(({ id }) => Number(id));
    await database.close();
    return ids;
  };

  it('loses nothing that was told; a log that is lost then is missed, unless all is there', async () => {
    const run = join(folder, 'run', 'vod.db');
    await mkdir(join(folder, 'run'));
    const steps = await recordSteps(async (tell) => {
      for (const ids of [[1, 2, 3], [4]]) {
        const database = await Database.open(run);
        for (const id of ids) {
          // So many that the log begins anew each time.
          const others = Array.from({ length: 1000 }, (_, at) => ({
            ...{ kind: 'other', id: String(at), value: id },
          }));
          await database.write([...others, { kind: 'told', id: String(id), value: id }]);
          tell(id);
        }
        await database.close();
      }
    });
    expect(steps.length).toBeGreaterThan(40);
    const lost = { missed: 0, unneeded: 0 };
    for (const { copy, told } of steps) {
      const copied = join(copy, 'vod.db');
      const withoutLog = `${copy}-without-log`;
      await cp(copy, withoutLog, { recursive: true });
      expect(await idsIn(copied)).toEqual(expect.arrayContaining(told));
      if (!(await readdir(withoutLog)).includes('vod.db-wal')) continue;
      await rm(join(withoutLog, 'vod.db-wal'));
      const [found] = await Promise.allSettled([idsIn(join(withoutLog, 'vod.db'))]);
      if (found.status === 'fulfilled') {
        expect(found.value).toEqual(expect.arrayContaining(told));
        lost.unneeded += 1;
      } else {
        expect(String(found.reason)).toContain('is missing');
        lost.missed += 1;
      }
    }
    expect(lost.missed).toBeGreaterThan(lost.unneeded);
  });
});
