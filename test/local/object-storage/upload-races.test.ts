/** Uploads beside one another, beside a confirmation, and with a store that fails: what was answered 200 counts. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { startLocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import { confirm, create, patient } from '../assets/uploaded.js';
import { type Created, listing, multipartSteps, send, TestedService } from './multipart-steps.js';

const halfAnHour = 30 * 60 * 1000;
const failed = { status: 500, code: 'InternalError' };

const service = new TestedService('test');
const steps = multipartSteps(service);
const put = (asset: Created, body: BodyInit, more: object = {}) =>
  send(asset.video_upload_url, { method: 'PUT', body, ...more });

/** Sends a file up to its last step, which makes it the asset's file and is returned. */
type Prepare = (asset: Created, content: string) => Promise<() => ReturnType<typeof send>>;
const whole: Prepare = (asset, content) => Promise.resolve(() => put(asset, content));
const inParts: Prepare = async (asset, content) => {
  const uploadId = await steps.begin(asset);
  const { etag } = await steps.putPart(asset, uploadId, 1, content);
  const url = await steps.urlFor(asset, { http_verb: 'POST', upload_id: uploadId });
  return () => send(url, { method: 'POST', body: listing([1, etag]) });
};

/** What is served, by the URL in the details. */
async function served(asset: Created): Promise<string> {
  return (await fetch(await service.urlOf(asset.asset_id))).text();
}

/** Starts the service anew, with a store that refuses what is changed half an hour from now. */
async function refuseInHalfAnHour(): Promise<void> {
  await service.local.close();
  const store = new DatabaseSync(join(service.folder, 'vod.db'));
  store.exec(
    `CREATE TRIGGER refusing BEFORE INSERT ON entries
     WHEN EXISTS (SELECT 1 FROM json_tree(NEW.value)
       WHERE key = 'modifiedAt' AND atom > ${Date.now() + halfAnHour / 2})
     BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  store.close();
  service.local = await startLocalVod({ folder: service.folder });
}

/** Does something while the store refuses. */
async function refused<Result>(work: () => Promise<Result>): Promise<Result> {
  vi.spyOn(console, 'error').mockReturnValue();
  service.local.clock.advance(halfAnHour);
  const result = await work();
  service.local.clock.advance(-halfAnHour);
  return result;
}

describe.each([
  ['whole', whole],
  ['in parts', inParts],
])('a file that is sent %s', (_how, prepare) => {
  it('leaves the earlier one when it cannot be saved', async () => {
    await refuseInHalfAnHour();
    const asset = await create(service.local);
    await put(asset, 'first');
    expect(await refused(await prepare(asset, 'SECOND'))).toMatchObject(failed);
    await confirm(service.local, asset.asset_id);
    expect(await served(asset)).toBe('first');
    expect(await service.stored()).toEqual(['first']);
  });

  it('does not count when it is the first and cannot be saved, and may be sent again', async () => {
    await refuseInHalfAnHour();
    const asset = await create(service.local);
    const finish = await prepare(asset, 'first');
    const before = await service.stored();
    expect(await refused(finish)).toMatchObject(failed);
    expect(await service.stored()).toEqual(before);
    expect(await confirm(service.local, asset.asset_id)).toMatchObject({
      status: 403,
      code: 'VOD.10060',
    });
    expect(await finish()).toMatchObject({ status: 200 });
    await confirm(service.local, asset.asset_id);
    expect(await served(asset)).toBe('first');
  });

  it('counts although a confirmation before it could not be saved', async () => {
    await refuseInHalfAnHour();
    const asset = await create(service.local);
    await put(asset, 'first');
    const finish = await prepare(asset, 'SECOND');
    const body = { asset_id: asset.asset_id, status: 'CREATED' };
    const answer = await refused(() =>
      call(service.local, 'confirmAssetUpload', {
        body,
        date: new Date(service.local.clock.now()),
      }),
    );
    expect(answer).toMatchObject({ status: 500, code: 'VOD.10051' });
    expect(await finish()).toMatchObject({ status: 200 });
    await confirm(service.local, asset.asset_id);
    expect(await served(asset)).toBe('SECOND');
  });

  it('is the same after a new start, which removes a file that no answer was about', async () => {
    const asset = await create(service.local);
    await put(asset, 'first');
    expect(await (await prepare(asset, 'SECOND'))()).toMatchObject({ status: 200 });
    await service.local.close();
    const [own = ''] = (await readdir(service.folder)).filter((name) => name.endsWith('.mp4'));
    // As a process leaves it that is killed after the file has its name and before that is saved.
    await writeFile(join(service.folder, `${own.split('.')[0]}.${'0'.repeat(32)}.mp4`), 'third');
    service.local = await startLocalVod({ folder: service.folder });
    expect(await service.stored()).toEqual(['SECOND']);
    await confirm(service.local, asset.asset_id);
    expect(await served(asset)).toBe('SECOND');
  });
});

it.each(['CREATED', 'CANCELLED'] as const)(
  'refuses a file that is still arriving when the upload is confirmed as %s',
  async (status) => {
    const asset = await create(service.local);
    await put(asset, 'first');
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    void writer.write(Buffer.from('SEC'));
    // Node's fetch needs `duplex` for a stream.
    const second = put(asset, readable, { headers: { 'content-length': '6' }, duplex: 'half' });
    await vi.waitUntil(async () => (await service.stored()).length === 2, patient);
    expect((await confirm(service.local, asset.asset_id, status)).status).toBe(200);
    await writer.write(Buffer.from('OND'));
    await writer.close();
    expect(await second).toMatchObject({ status: 409, code: 'InvalidObjectState' });
    expect(await service.stored()).toEqual(status === 'CREATED' ? ['first'] : []);
  },
);

it('keeps one of the files that are sent at once, whole', async () => {
  const asset = await create(service.local);
  const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(300_000 + index));
  const finishes = await Promise.all(
    contents.map((content, index) => (index % 2 ? whole : inParts)(asset, content)),
  );
  const answers = await Promise.all(finishes.map((finish) => finish()));
  expect(answers.map(({ status }) => status)).toEqual(contents.map(() => 200));
  const files = await service.stored();
  await confirm(service.local, asset.asset_id);
  const content = await served(asset);
  expect(files.length === 1 && files[0] === content && contents.includes(content)).toBe(true);
});

it('keeps the earlier part when a new one cannot be saved', async () => {
  await refuseInHalfAnHour();
  const asset = await create(service.local);
  const uploadId = await steps.begin(asset);
  const { etag } = await steps.putPart(asset, uploadId, 1, 'first');
  const step = { http_verb: 'PUT', upload_id: uploadId, part_number: '1' };
  const url = await steps.urlFor(asset, step);
  expect(await refused(() => send(url, { method: 'PUT', body: 'SECOND' }))).toMatchObject(failed);
  expect(await service.stored()).toEqual(['first']);
  expect(await steps.complete(asset, uploadId, listing([1, etag]))).toMatchObject({ status: 200 });
  expect(await service.stored()).toEqual(['first']);
});
