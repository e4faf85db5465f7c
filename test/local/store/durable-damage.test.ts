/** A store that is damaged after its service was killed: that is told at the start, and nothing is changed. */
import { createHash } from 'node:crypto';
import {
  appendFile,
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { bundleService, callService, type Service, ServiceProcess } from './durable-process.js';

/** Everything is made once: the files of a service that was killed, and of one that was closed. */
let base = '';
let killed = '';
let closed = '';
const told: string[] = [];
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'durable-damage-test-'));
  killed = join(base, 'killed');
  closed = join(base, 'closed');
  const script = await bundleService(join(base, 'service'));
  // What the first run has written is in the file, once the second one begins its log.
  for (let run = 0; run < 2; run += 1) {
    const apart = new ServiceProcess(script, { folder: killed });
    const service = await apart.started();
    for (let count = 0; count < 15; count += 1) await create(service);
    await apart.kill();
    if (run === 0) await cp(killed, closed, { recursive: true });
  }
  await (await startLocalVod({ folder: closed })).close();
  await writeFile(join(killed, 'media.mp4'), 'a video');
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function create(service: Service): Promise<void> {
  const video = {
    title: 'a',
    video_name: 'a.mp4',
    video_type: 'MP4',
    description: 'x'.repeat(900),
  };
  told.unshift(String((await callService(service, '', video)).body['asset_id']));
}

/** A copy of what the killed service has left. */
async function copyOfKilled(): Promise<{ folder: string; file: string; log: string }> {
  const folder = await mkdtemp(join(base, 'copy-'));
  await cp(killed, folder, { recursive: true });
  return { folder, file: join(folder, 'vod.db'), log: join(folder, 'vod.db-wal') };
}

/** The files of a folder by their content, but for the lock, which is nobody's content. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const name of (await readdir(folder)).filter((each) => each !== 'vod.db-lock').sort()) {
    const bytes = await readFile(join(folder, name));
    contents[name] = createHash('sha256').update(bytes).digest('hex');
  }
  return contents;
}

async function idsIn(local: LocalVod | Service): Promise<string[]> {
  const { body } = await callService(local, '/info?size=100');
  return (body['asset_info_array'] as { asset_id: string }[]).map(({ asset_id: id }) => id);
}

async function change(file: string, work: (bytes: Buffer) => Buffer): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(file, work(bytes));
}

const frame = 24 + 4096;
const scribble = (bytes: Buffer, from: number, to = bytes.length): Buffer =>
  bytes.fill(0xa5, from, to);

describe('the file of the store', () => {
  it.each<[string, string, (file: string) => Promise<unknown>]>([
    ['is gone', ': it is empty or gone, and its log is not', (file) => rm(file)],
    ['is empty', ': it is empty or gone, and its log is not', (file) => truncate(file)],
    ['breaks off', '', (file) => change(file, (bytes) => bytes.subarray(0, 4096 * 3))],
    ['has pages overwritten', '', (file) => change(file, (bytes) => scribble(bytes, 4096 * 3))],
    [
      'has its beginning overwritten',
      ': it does not belong to its log',
      (file) => change(file, (bytes) => scribble(bytes, 0, 100)),
    ],
    [
      'is something else',
      ': it does not belong',
      (file) => writeFile(file, 'no database'.repeat(900)),
    ],
    [
      'is a copy of another time',
      ': it does not belong to its log',
      (file) => cp(join(closed, 'vod.db'), file),
    ],
  ])('that %s is named, and all stays as it is', async (_what, how, damage) => {
    const { folder, file } = await copyOfKilled();
    await damage(file);
    const before = await contentsOf(folder);
    await expect(startLocalVod({ folder })).rejects.toThrow(`The store ${file} is damaged${how}`);
    expect(await contentsOf(folder)).toEqual(before);
  });

  it('that is another database is named', async () => {
    const { folder, file, log } = await copyOfKilled();
    await rm(log);
    await cp(join(closed, 'vod.db'), file);
    await change(file, (bytes) => bytes.fill(0, 60, 64)); // the version of its layout
    const before = await contentsOf(folder);
    await expect(startLocalVod({ folder })).rejects.toThrow('is damaged: it is another database');
    expect(await contentsOf(folder)).toEqual(before);
  });
});

describe('the log of the store', () => {
  it.each<[string, string, (log: string) => Promise<unknown>]>([
    ['is gone', 'is missing', (log) => rm(log)],
    ['is empty', 'is missing', (log) => truncate(log)],
    ['has a part of its header only', 'is not whole', (log) => truncate(log, 20)],
    [
      'has its header overwritten',
      'is not whole',
      (log) => change(log, (bytes) => scribble(bytes, 0, 32)),
    ],
    [
      'has another beginning',
      'is not whole',
      (log) => change(log, (bytes) => scribble(bytes, 0, 4)),
    ],
    [
      'has its first frame overwritten',
      'is not whole',
      (log) => change(log, (bytes) => scribble(bytes, 32, 32 + frame)),
    ],
    [
      'has frames overwritten in its middle',
      'is not whole',
      (log) =>
        change(log, (bytes) => scribble(bytes, bytes.length >> 1, (bytes.length >> 1) + 4000)),
    ],
    [
      'has one other bit',
      'is not whole',
      (log) =>
        change(log, (bytes) => {
          const at = 32 + 5 * frame + 2000;
          bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
          return bytes;
        }),
    ],
  ])('that %s is named, and all stays as it is', async (_what, how, damage) => {
    const { folder, file, log } = await copyOfKilled();
    await damage(log);
    const before = await contentsOf(folder);
    await expect(startLocalVod({ folder })).rejects.toThrow(
      `The store ${file} is damaged: its log ${log} ${how}. Put a copy of it in its place, or move it away to ` +
        'start with nothing, and move vod.db-wal away if that is there; the media files beside it stay',
    );
    expect(await contentsOf(folder)).toEqual(before);
  });
});

/** Frames that follow the last transaction, and are as a kill or a power cut may leave those of the next one. */
const tails: [string, (header: Buffer) => Buffer][] = [
  ['nothing', () => Buffer.alloc(0)],
  ['a part of a frame', (header) => header.subarray(0, 20)],
  ['a frame whose page was not written', (header) => Buffer.concat([header, Buffer.alloc(4096)])],
  [
    'frames of which some were not written',
    (header) => {
      const last = Buffer.concat([header, Buffer.alloc(4096, 1)]);
      last.writeUInt32BE(12, 4); // It ends the transaction.
      return Buffer.concat([Buffer.alloc(frame), header, Buffer.alloc(4096, 1), last]);
    },
  ],
  ['frames of an earlier log', () => Buffer.alloc(3 * frame, 7)],
];
it.each(tails)('%s after the last transaction is no damage', async (_what, tailOf) => {
  const { folder, log } = await copyOfKilled();
  const bytes = await readFile(log);
  const header = Buffer.alloc(24);
  header.writeUInt32BE(2, 0);
  bytes.copy(header, 8, 16, 24); // the salts of this log
  await appendFile(log, tailOf(header));
  const local = await startLocalVod({ folder });
  expect(await idsIn(local)).toEqual(told);
  await local.close();
});

it('a process that ends and closes nothing leaves a store that is whole', async () => {
  const folder = join(base, 'left');
  const apart = new ServiceProcess(join(base, 'service', 'src', 'local', 'service.js'), {
    folder,
    listen: false,
  });
  const { projectId } = await apart.started();
  await apart.ended(); // It has no socket that keeps it.
  const local = await startLocalVod({ folder });
  expect(local.projectId).toBe(projectId);
  await local.close();
});
