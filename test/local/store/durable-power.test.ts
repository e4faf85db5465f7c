/** A power cut at any moment: the log of a healthy store is never taken for damaged, and what was told is there. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Database } from '../../../src/local/store/database.js';
import { checkLog } from '../../../src/local/store/database-log.js';
import { afterEachStatement, handleMethods } from './observed-steps.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'durable-power-test-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** What a folder was like after a step of a database in it. */
interface Step {
  copy: string;
  /** What of the log the disk has for certain. */
  flushed: Buffer;
  /** The ids that the database had told until then. */
  told: readonly string[];
}

type Tell = (database: Database, id: string) => Promise<void>;

const logIn = (path: string) => readFile(join(path, 'vod.db-wal')).catch(() => Buffer.alloc(0));

/** Does something with the database in a folder, and copies the folder after each step of it. */
async function record(
  from: Pick<Step, 'flushed' | 'told'>,
  run: string,
  work: (tell: Tell) => Promise<void>,
) {
  let { flushed, told } = from;
  const steps: Step[] = [];
  vi.spyOn(await handleMethods(), 'datasync').mockImplementation(async () => {
    flushed = await logIn(run);
  });
  afterEachStatement(async (statement) => {
    const log = await logIn(run);
    // SQLite flushes the log before it puts that into the file, and removes it after that when it is closed.
    if (statement.includes('wal_checkpoint') || log.length === 0) flushed = log;
    const copy = `${run}-${steps.length}`;
    steps.push({ copy, flushed, told });
    await cp(run, copy, { recursive: true });
  });
  await work(async (database, id) => {
    await database.write([{ kind: 'told', id, value: 'x'.repeat(9000) }]);
    told = [...told, id];
  });
  vi.restoreAllMocks();
  return steps;
}

const sector = 512;
const headerOfLog = 32;
const frame = 24 + 4096;

/** The log without what a range has of frames that were written after the last flush. */
function without([first, last]: [number, number], written: Buffer, flushed: Buffer): Buffer {
  const torn = Buffer.from(written);
  // SQLite flushes a new header by itself.
  for (let start = headerOfLog; start < written.length; start += frame) {
    const end = start + frame;
    if (written.subarray(start, end).equals(flushed.subarray(start, end))) continue;
    const [from, to] = [Math.max(start, first), Math.min(end, last)];
    if (from < to) torn.fill(0, from, to);
  }
  return torn;
}

/** Loses each sector in turn that was written after the last flush, and all of them. Returns how many those are. */
async function loseSectors({ copy, flushed, told }: Step): Promise<number> {
  const written = await logIn(copy);
  const nothing = without([0, written.length], written, flushed);
  if (nothing.equals(written)) return 0;
  const cut = `${copy}-cut`;
  await cp(copy, cut, { recursive: true });
  const file = join(cut, 'vod.db');
  let lost = 0;
  for (let at = 0; at < written.length; at += sector) {
    const torn = without([at, at + sector], written, flushed);
    if (torn.equals(written)) continue;
    lost += 1;
    await writeFile(`${file}-wal`, torn);
    await checkLog(file);
  }
  await writeFile(`${file}-wal`, nothing);
  const database = await Database.open(file);
  const ids = (await database.read('told')).map(({ id }) => id);
  await database.close();
  expect(ids).toEqual(expect.arrayContaining([...told]));
  return lost;
}

it('that loses any sector that was not flushed leaves a store that starts', async () => {
  const run = join(folder, 'run');
  await mkdir(run);
  const nothing = { flushed: Buffer.alloc(0), told: [] };
  const steps = await record(nothing, run, async (tell) => {
    for (const ids of ['12', '3']) {
      const database = await Database.open(join(run, 'vod.db'));
      for (const id of ids) await tell(database, id);
      await database.close();
    }
  });
  let lost = 0;
  for (const step of steps) lost += await loseSectors(step);
  expect(lost).toBeGreaterThan(50);
});

it('after a kill at any moment, and in the start after that, leaves a store that starts', async () => {
  const run = join(folder, 'run');
  await mkdir(run);
  const nothing = { flushed: Buffer.alloc(0), told: [] };
  const killed = await record(nothing, run, async (tell) => {
    const database = await Database.open(join(run, 'vod.db'));
    await tell(database, '1');
    await database.close();
  });
  let lost = 0;
  for (const step of killed) {
    const next = await record(step, step.copy, async (tell) => {
      const database = await Database.open(join(step.copy, 'vod.db'));
      await tell(database, '2');
      await database.close();
    });
    for (const each of next) lost += await loseSectors(each);
  }
  expect(lost).toBeGreaterThan(500);
});
