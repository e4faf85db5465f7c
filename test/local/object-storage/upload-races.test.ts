/** Uploads beside one another, beside a confirmation, and without room: what was answered 200 counts, and nothing else. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import { type Created, listing, multipartSteps, send } from './multipart-steps.js';
import { confirm, create, detailsOf, patient } from '../assets/uploaded.js';

const halfAnHour = 30 * 60 * 1000;

let outside = '';
let folder = '';
let local: LocalVod;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'upload-races-test-'));
  folder = join(outside, 'files');
  await mkdir(folder);
  local = await startLocalVod({ folder });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await local.close();
  await rm(outside, { recursive: true });
});

const steps = multipartSteps(() => ({ local, folder }));

/** What a file is sent with, up to its last step, which makes it the asset's file. */
interface Way {
  name: string;
  prepare: (asset: Created, content: string) => Promise<() => ReturnType<typeof send>>;
}

const whole: Way = {
  name: 'whole',
  prepare: (asset, content) =>
    Promise.resolve(() => send(asset.video_upload_url, { method: 'PUT', body: content })),
};
const inParts: Way = {
  name: 'in parts',
  async prepare(asset, content) {
    const uploadId = await steps.begin(asset);
    const { etag } = await steps.putPart(asset, uploadId, 1, content);
    const url = await steps.urlFor(asset, { http_verb: 'POST', upload_id: uploadId });
    return () => send(url, { method: 'POST', body: listing([1, etag]) });
  },
};
const ways = [whole, inParts];

function put(asset: Created, body: string) {
  return send(asset.video_upload_url, { method: 'PUT', body });
}

/** What is served, by the URL in the details. */
async function served(asset: Created): Promise<string> {
  const { base_info: info } = (await detailsOf(local, asset.asset_id)).body;
  return (await fetch(info?.video_url ?? '')).text();
}

async function stored(): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('vod.db'));
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
}

/** Starts the service anew, with a store that refuses what is changed half an hour from now. */
async function refuseInHalfAnHour(): Promise<void> {
  await local.close();
  const store = new DatabaseSync(join(folder, 'vod.db'));
  store.exec(
    `CREATE TRIGGER refusing BEFORE INSERT ON entries
     WHEN max(
       ifnull(json_extract(NEW.value, '$.modifiedAt'), 0),
       ifnull(json_extract(NEW.value, '$.parts[#-1].modifiedAt'), 0)
     ) > ${Date.now() + halfAnHour / 2}
     BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  store.close();
  local = await startLocalVod({ folder });
}

/** Does something while the store refuses. */
async function refused<Result>(work: () => Promise<Result>): Promise<Result> {
  vi.spyOn(console, 'error').mockReturnValue();
  local.clock.advance(halfAnHour);
  const result = await work();
  local.clock.advance(-halfAnHour);
  return result;
}

const failed = { status: 500, code: 'InternalError' };

describe.each(ways)('a file that is sent $name', ({ prepare }) => {
  it('and could not be saved leaves the earlier one', async () => {
    await refuseInHalfAnHour();
    const asset = await create(local);
    await put(asset, 'first');
    const finish = await prepare(asset, 'SECOND');
    expect(await refused(finish)).toMatchObject(failed);
    await confirm(local, asset.asset_id);
    expect(await served(asset)).toBe('first');
    expect(await stored()).toEqual(['first']);
  });

  it('and could not be saved is no file when it is the first, and may be sent again', async () => {
    await refuseInHalfAnHour();
    const asset = await create(local);
    const finish = await prepare(asset, 'first');
    const before = await stored();
    expect(await refused(finish)).toMatchObject(failed);
    expect(await stored()).toEqual(before);
    expect(await confirm(local, asset.asset_id)).toMatchObject({ status: 403, code: 'VOD.10060' });
    expect(await finish()).toMatchObject({ status: 200 });
    await confirm(local, asset.asset_id);
    expect(await served(asset)).toBe('first');
    expect(await stored()).toEqual(['first']);
  });

  it('counts although a confirmation before it could not be saved', async () => {
    await refuseInHalfAnHour();
    const asset = await create(local);
    await put(asset, 'first');
    const finish = await prepare(asset, 'SECOND');
    const body = { asset_id: asset.asset_id, status: 'CREATED' };
    const told = await refused(() =>
      call(local, 'confirmAssetUpload', { body, date: new Date(local.clock.now()) }),
    );
    expect(told).toMatchObject({ status: 500, code: 'VOD.10051' });
    expect(await finish()).toMatchObject({ status: 200 });
    await confirm(local, asset.asset_id);
    expect(await served(asset)).toBe('SECOND');
    expect(await stored()).toEqual(['SECOND']);
  });

  it('is the same after a new start, which removes what no answer told of', async () => {
    const asset = await create(local);
    await put(asset, 'first');
    expect(await (await prepare(asset, 'SECOND'))()).toMatchObject({ status: 200 });
    await local.close();
    const [own = ''] = (await readdir(folder)).filter((name) => name.endsWith('.mp4'));
    const [stem = ''] = own.split('.');
    // As a process leaves it that is killed between the new name and the note of it.
    await writeFile(join(folder, `${stem}.${'0'.repeat(32)}.mp4`), 'third');
    local = await startLocalVod({ folder });
    expect(await stored()).toEqual(['SECOND']);
    await confirm(local, asset.asset_id);
    expect(await served(asset)).toBe('SECOND');
  });
});

it.each(['CREATED', 'CANCELLED'] as const)(
  'refuses a file that is still arriving when the upload is confirmed as %s',
  async (status) => {
    const asset = await create(local);
    await put(asset, 'first');
    let finish: () => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from('SEC'));
        finish = () => {
          controller.enqueue(Buffer.from('OND'));
          controller.close();
        };
      },
    });
    const headers = { 'content-length': '6' };
    const init = { method: 'PUT', body, headers, duplex: 'half' }; // Node's fetch needs it for a stream.
    const second = send(asset.video_upload_url, init);
    await vi.waitUntil(async () => (await stored()).length === 2, patient);
    expect((await confirm(local, asset.asset_id, status)).status).toBe(200);
    finish();
    expect(await second).toMatchObject({ status: 409, code: 'InvalidObjectState' });
    expect(await stored()).toEqual(status === 'CREATED' ? ['first'] : []);
  },
);

it('files that are sent at once come to one of them, whole', async () => {
  const asset = await create(local);
  const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(300_000 + index));
  const finishes = await Promise.all(
    contents.map((content, index) => (index % 2 ? whole : inParts).prepare(asset, content)),
  );
  const answers = await Promise.all(finishes.map((finish) => finish()));
  expect(answers.map(({ status }) => status)).toEqual(contents.map(() => 200));
  const [only, ...others] = await stored();
  expect(others).toEqual([]);
  await confirm(local, asset.asset_id);
  const content = await served(asset);
  expect(contents.includes(content) && content === only).toBe(true);
});

it('a part that could not be saved leaves the earlier one', async () => {
  await refuseInHalfAnHour();
  const asset = await create(local);
  const uploadId = await steps.begin(asset);
  const { etag } = await steps.putPart(asset, uploadId, 1, 'first');
  const url = await steps.urlFor(asset, {
    ...{ http_verb: 'PUT', upload_id: uploadId, part_number: '1' },
  });
  const told = await refused(() => send(url, { method: 'PUT', body: 'SECOND' }));
  expect(told).toMatchObject(failed);
  expect(await stored()).toEqual(['first']);
  expect(await steps.complete(asset, uploadId, listing([1, etag]))).toMatchObject({ status: 200 });
  expect(await stored()).toEqual(['first']);
});
