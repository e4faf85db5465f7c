/** Failed requests of an upload are retried. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createVodClient } from '../../src/index.js';
import { uploadAsset } from '../../src/upload/index.js';
import { content, failing, stateOf, storedIn } from './contents.js';
import {
  busy,
  denied,
  errorXml,
  type Fault,
  faultyStorageOfFile,
  type Step,
  wrongEtag,
} from './faulty-storage.js';

const fileName = 'clip.mp4';
const small = content(1000);
/** Three parts. */
const bytes = content(2500);
const inParts = { fileName, partSize: 1000 };
const begin = ['create', 'start'];
const end = ['complete', 'confirm'];

const storage = await faultyStorageOfFile();
afterEach(() => {
  vi.useRealTimers();
});

describe('uploadAsset', () => {
  it.each<[string, Step, Fault]>([
    ['a PUT that is answered 503', 'put', busy],
    ['a PUT whose connection is closed', 'put', 'cut'],
    ['a PUT whose answer is lost', 'put', 'lose the answer'],
    ['a PUT with another ETag', 'put', wrongEtag],
    ['a PUT that arrived damaged', 'put', { status: 400, xml: errorXml('BadDigest', 'No') }],
    ['a confirmation that is answered 502', 'confirm', { status: 502 }],
  ])('retries %s', async (_, step, fault) => {
    storage.spoil(step, fault);
    const assetId = await uploadAsset(storage.vod, small, { fileName });
    expect(storage.steps().filter((each) => each === step)).toHaveLength(2);
    expect(small.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('accepts that a confirmation whose answer was lost is refused the second time', async () => {
    storage.spoil('confirm', 'lose the answer');
    const assetId = await uploadAsset(storage.vod, small, { fileName });
    expect(storage.steps()).toEqual(['create', 'put', 'confirm', 'confirm', 'info']);
    expect(await stateOf(storage.vod, assetId)).toBe('PUBLISHED');
  });

  it('retries each part by itself', async () => {
    storage.spoil('part', busy, { part: 1 });
    storage.spoil('part', 'cut', { part: 2 });
    storage.spoil('part', wrongEtag, { part: 2 });
    storage.spoil('part', 'lose the answer', { part: 3 });
    const assetId = await uploadAsset(storage.vod, bytes, inParts);
    const parts = [1, 1, 2, 2, 2, 3, 3].map((number) => `part ${number}`);
    expect(storage.steps()).toEqual([...begin, ...parts, ...end]);
    expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('retries the steps around the parts', async () => {
    storage.spoil('start', { status: 500 });
    storage.spoil('authority', { status: 500 });
    storage.spoil('complete', { status: 500 });
    // This failure comes after the status of a success.
    storage.spoil('complete', { status: 200, xml: errorXml('InternalError', 'Try again') });
    const assetId = await uploadAsset(storage.vod, bytes, inParts);
    const sent = ['start', 'part 1', 'part 2', 'part 3', 'complete', 'complete'];
    expect(storage.steps()).toEqual([...begin, ...sent, ...end]);
    expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('retries requests that make no progress', async () => {
    storage.spoil('start', 'hang');
    storage.spoil('part', 'hang', { part: 2 });
    await uploadAsset(storage.vod, bytes, { ...inParts, timeoutMs: 200 });
    // Twice, or more often on a busy machine.
    for (const step of ['start', 'part 2']) {
      expect(storage.steps().filter((each) => each === step).length).toBeGreaterThan(1);
    }
  });

  it('asks for a new URL when one is refused', async () => {
    storage.spoil('part', denied, { part: 2 });
    await uploadAsset(storage.vod, bytes, inParts);
    const asked = storage.arrived.filter(({ url }) => url.includes('part_number=2'));
    expect(asked).toHaveLength(2);
  });

  it('gives up when the new URL is refused as well', async () => {
    storage.spoil('part', denied, { part: 2, times: 9 });
    const error = await failing(storage.vod, bytes, { ...inParts, parallel: 1 });
    expect(error).toMatchObject({ attempts: 2, state: { multipart: { partSize: 1000 } } });
  });

  it('accepts NoSuchUpload after a completion whose answer was lost', async () => {
    storage.spoil('complete', 'lose the answer');
    storage.spoil('complete', { status: 404, xml: errorXml('NoSuchUpload', 'It has ended') });
    const assetId = await uploadAsset(storage.vod, bytes, inParts);
    expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('waits as long as Retry-After says instead of the backoff', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1000); // A backoff that would exceed the time of the test.
    storage.spoil('put', { status: 429, headers: { 'retry-after': '0' } });
    await uploadAsset(storage.vod, small, { fileName });
    expect(storage.steps()).toEqual(['create', 'put', 'put', 'confirm']);
  });

  it.each(['3600', '9999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'waits for 2 minutes at most, although Retry-After is %s',
    async (header) => {
      vi.useFakeTimers();
      const answer = { asset_id: 'a1', video_upload_url: 'https://obs.example.com/clip' };
      const vod = createVodClient({
        endpoint: 'https://vod.example.com',
        projectId: 'p',
        credentials: { token: 'fake-token' },
        fetch: () => Promise.resolve(Response.json(answer)),
      });
      const busyOnce = vi
        .fn(() => Promise.resolve(new Response()))
        .mockResolvedValueOnce(
          new Response(null, { status: 503, headers: { 'retry-after': header } }),
        );
      const upload = uploadAsset(vod, small, { fileName, fetch: busyOnce });
      await vi.advanceTimersByTimeAsync(119_999);
      expect(busyOnce).toHaveBeenCalledOnce();
      await vi.advanceTimersByTimeAsync(1);
      expect(busyOnce).toHaveBeenCalledTimes(2);
      expect(await upload).toBe('a1');
    },
  );

  it.each([
    [undefined, 3],
    [2, 2],
  ])('with parallel %s sends %i parts at a time, and reads no further', async (parallel, count) => {
    storage.spoil('part', 'hang', { times: 9 });
    let read = 0;
    async function* parts(): AsyncGenerator<Uint8Array> {
      for (; read < 9; read += 1) yield await Promise.resolve(content(1000));
    }
    const stop = new AbortController();
    const options = { ...inParts, size: 9000, signal: stop.signal, ...(parallel && { parallel }) };
    const upload = uploadAsset(storage.vod, parts(), options);
    const arrived = () => storage.steps().filter((step) => step.startsWith('part'));
    await vi.waitUntil(() => arrived().length >= count, { interval: 5, timeout: 10_000 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(arrived()).toEqual(['part 1', 'part 2', 'part 3'].slice(0, count));
    expect(read).toBeLessThan(count + 1);
    stop.abort(new Error('enough seen'));
    await expect(upload).rejects.toThrow('enough seen');
  });
});
