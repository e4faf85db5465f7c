/** Requests, answers and connections that go wrong once are made good, on the way to a real local service. */
import { describe, expect, it, vi } from 'vitest';
import { uploadAsset } from '../../src/upload/index.js';
import { content, failing, opened, stateOf, storedIn } from './contents.js';
import {
  busy,
  denied,
  errorXml,
  type Fault,
  faultyStorageOfFile,
  type Step,
  wrongEtag,
} from './faulty-storage.js';

const small = content(1000);
/** Three parts, for `inParts`. */
const bytes = content(2500);
const fileName = 'clip.mp4';

const { storage, inParts } = await faultyStorageOfFile();

describe('a request that fails is sent again', () => {
  it.each<[string, Step, Fault]>([
    ['a PUT that is answered with 503', 'put', busy],
    ['a PUT that is cut off', 'put', 'cut'],
    ['a PUT of which the answer is lost', 'put', 'lose the answer'],
    ['a PUT after which the ETag is another', 'put', wrongEtag],
    [
      'a PUT that arrived damaged',
      'put',
      { status: 400, xml: errorXml('BadDigest', 'Other bytes') },
    ],
    ['a confirmation that is answered with 502', 'confirm', { status: 502 }],
  ])('%s', async (_what, step, fault) => {
    storage.spoil(step, fault);
    const assetId = await uploadAsset(storage.vod, small, { fileName });
    expect(storage.steps().filter((each) => each === step)).toHaveLength(2);
    expect(small.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('a confirmation of which the answer is lost, though VOD will not have it twice', async () => {
    storage.spoil('confirm', 'lose the answer');
    const assetId = await uploadAsset(storage.vod, small, { fileName });
    expect(storage.steps()).toEqual(['create', 'put', 'confirm', 'confirm', 'info']);
    expect(await stateOf(storage.vod, assetId)).toBe('PUBLISHED');
  });

  it('alone among the parts, each of which by itself', async () => {
    const resume = await inParts(bytes.length);
    storage.spoil('part', busy, { part: 1 });
    storage.spoil('part', 'cut', { part: 2 });
    storage.spoil('part', wrongEtag, { part: 2 });
    storage.spoil('part', 'lose the answer', { part: 3 });
    const assetId = await uploadAsset(storage.vod, bytes, { resume });
    const parts = [1, 1, 2, 2, 2, 3, 3].map((number) => `part ${number}`);
    expect(storage.steps()).toEqual(['list', ...parts, 'complete', 'confirm']);
    expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('of which nothing moves any more', async () => {
    const resume = await inParts(bytes.length);
    storage.spoil('list', 'hang');
    storage.spoil('part', 'hang', { part: 2 });
    await uploadAsset(storage.vod, bytes, { resume, timeoutMs: 200 });
    // Twice, or more often on a machine that is busy with other things.
    expect(storage.steps().filter((each) => each === 'list').length).toBeGreaterThan(1);
    expect(storage.steps().filter((each) => each === 'part 2').length).toBeGreaterThan(1);
  });

  it('with another URL, when one is refused', async () => {
    const resume = await inParts(bytes.length);
    storage.spoil('part', denied, { part: 2 });
    await uploadAsset(storage.vod, bytes, { resume });
    const asked = storage.arrived.filter(({ url }) => url.includes('part_number=2'));
    expect(asked).toHaveLength(2);
  });

  it('but not for ever, when every URL is refused', async () => {
    const resume = await inParts(bytes.length);
    storage.spoil('part', denied, { part: 2, times: 9 });
    const error = await failing(storage.vod, bytes, { resume, parallel: 1 });
    expect(error).toMatchObject({ attempts: 2, state: resume });
  });

  it('as does every step that all parts need', async () => {
    const large = content(20_000_001);
    storage.spoil('start', { status: 500 });
    storage.spoil('authority', { status: 500 });
    storage.spoil('complete', { status: 500 });
    const assetId = await uploadAsset(storage.vod, large, { fileName });
    const sent = ['start', 'start', 'part 1', 'part 2', 'part 3', 'complete', 'complete'];
    expect(storage.steps()).toEqual(['create', ...sent, 'confirm']);
    expect(large.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('also when the failure comes after a status of success', async () => {
    const resume = await inParts(bytes.length);
    storage.spoil('complete', { status: 200, xml: errorXml('InternalError', 'Try again') });
    await uploadAsset(storage.vod, bytes, { resume });
    expect(storage.steps().slice(-3)).toEqual(['complete', 'complete', 'confirm']);
  });

  it('unless the file was put together, and only the answer lost', async () => {
    const resume = await inParts(bytes.length);
    storage.spoil('complete', 'lose the answer');
    storage.spoil('complete', { status: 404, xml: errorXml('NoSuchUpload', 'It is over') });
    const assetId = await uploadAsset(storage.vod, bytes, { resume });
    expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('after the pause that is asked for', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1000); // So long that nobody waits for it.
    storage.spoil('put', { status: 429, headers: { 'retry-after': '0' } });
    await uploadAsset(storage.vod, small, { fileName });
    expect(storage.steps()).toEqual(['create', 'put', 'put', 'confirm']);
  });
});

it('sends three parts at a time, unless told otherwise', async () => {
  const five = content(5000);
  const resume = await opened(storage.vod, five.length);
  for (const [parallel, count] of [
    [undefined, 3],
    [2, 2],
  ] as const) {
    storage.forget();
    storage.spoil('part', 'hang', { times: 9 });
    const stop = new AbortController();
    const options = { resume, signal: stop.signal, ...(parallel && { parallel }) };
    const upload = uploadAsset(storage.vod, five, options);
    const arrived = () => storage.steps().filter((step) => step.startsWith('part'));
    await vi.waitUntil(() => arrived().length >= count, { interval: 5 });
    // Left open by a service that cannot be reached when it is to be told.
    storage.spoil('authority', { status: 400 }, { times: 9 });
    storage.spoil('confirm', { status: 400 }, { times: 9 });
    stop.abort(new Error('enough seen'));
    await expect(upload).rejects.toThrow('enough seen');
    expect(arrived()).toEqual(['part 1', 'part 2', 'part 3'].slice(0, count));
  }
});
