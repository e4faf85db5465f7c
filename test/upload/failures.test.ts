/** Uploads that fail for good, or are abandoned: what they say, what they leave, and how they go on. */
import { describe, expect, it, vi } from 'vitest';
import { isVodError, VodApiError } from '../../src/index.js';
import { abandonUpload, uploadAsset } from '../../src/upload/index.js';
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

const small = content(1000);
/** Three parts, for `inParts`. */
const bytes = content(2500);
const fileName = 'clip.mp4';

const { storage, inParts } = await faultyStorageOfFile();

describe('an upload that fails for good', () => {
  it('says at which step, of what, why, and what to do', async () => {
    const resume = await inParts(bytes.length);
    storage.spoil('part', busy, { part: 2, times: 3 });
    const error = await failing(storage.vod, bytes, {
      resume,
      fileName,
      maxRetries: 2,
      parallel: 1,
    });
    expect(error.message).toBe(
      `The upload of clip.mp4 (asset ${resume.assetId}) failed at part 2 of 3, in 3 attempts: object storage ` +
        'answered 503 SlowDown: Reduce your request rate. (request id R1). ' +
        'Call uploadAsset again with the state of this error as resume: it goes on from there.',
    );
    expect(error).toMatchObject({
      name: 'UploadError',
      operation: 'part 2 of 3',
      requestId: 'R1',
      retryable: true,
      attempts: 3,
    });
    expect(isVodError(error)).toBe(true);
    expect(storage.steps()).not.toContain('confirm');
    expect(storage.steps()).not.toContain('abort');
  });

  it('goes on where it stopped, from plain data', async () => {
    const large = content(20_000_001);
    storage.spoil('part', busy, { part: 2, times: 9 });
    const error = await failing(storage.vod, large, { fileName, maxRetries: 0, parallel: 1 });
    storage.forget();
    const resume = JSON.parse(JSON.stringify(error.state)) as NonNullable<typeof error.state>;
    const amounts: number[] = [];
    const assetId = await uploadAsset(storage.vod, large, {
      resume,
      onProgress: ({ bytesSent }) => amounts.push(bytesSent),
    });
    expect(assetId).toBe(error.assetId);
    expect(storage.steps()).toEqual(['list', 'part 2', 'part 3', 'complete', 'confirm']);
    expect(amounts[0]).toBe(8 * 1024 * 1024);
    expect(amounts.at(-1)).toBe(large.length);
    expect(large.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('sends again what is stored of another file', async () => {
    const resume = await inParts(bytes.length);
    storage.spoil('part', busy, { part: 3, times: 9 });
    await failing(storage.vod, bytes, { resume, maxRetries: 0, parallel: 1 });
    storage.forget();
    const other = Buffer.from(bytes);
    other[5] = 1;
    const assetId = await uploadAsset(storage.vod, other, { resume });
    expect(storage.steps()).toEqual(['list', 'part 1', 'part 3', 'complete', 'confirm']);
    expect(other.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('is confirmed later, when only that was missing', async () => {
    storage.spoil('confirm', { status: 503 }, { times: 3 });
    const error = await failing(storage.vod, small, { fileName });
    expect(error.operation).toBe('its confirmation');
    expect(error.cause).toBeInstanceOf(VodApiError);
    expect(error.state).toEqual({ assetId: error.assetId });
    storage.forget();
    const { assetId = '' } = error;
    // The source is not needed any more, and not looked at.
    expect(await uploadAsset(storage.vod, 'gone.mp4', { resume: { assetId } })).toBe(assetId);
    expect(storage.steps()).toEqual(['confirm']);
    expect(await stateOf(storage.vod, assetId)).toBe('PUBLISHED');
  });

  it('is not continued with a file of another length, and stays', async () => {
    const resume = await inParts(bytes.length);
    const again = uploadAsset(storage.vod, small, { resume });
    await expect(again).rejects.toThrow(/^resume is of another source: that had 2500 bytes/);
    expect(storage.arrived).toEqual([]);

    await abandonUpload(storage.vod, resume);
    expect(storage.steps()).toEqual(['abort', 'confirm']);
    expect(await stateOf(storage.vod, resume.assetId)).toBe('CANCELLED');
    const over = await failing(storage.vod, bytes, { resume });
    expect(over.message).toContain('VOD.10135');
    expect(over.state).toBeUndefined();
  });

  it.each<[string, Step, Fault, RegExp]>([
    [
      'a refused URL',
      'put',
      denied,
      /403 AccessDenied: Request has expired.*The URL may have expired/,
    ],
    ['a refusal', 'put', { status: 409, xml: errorXml('InvalidObjectState', 'No') }, /409 Inval/],
    [
      'what is no XML',
      'put',
      { status: 411, xml: 'length &lt; needed' },
      /411: length &lt; needed/,
    ],
    ['a redirect', 'put', { status: 307, headers: { location: '/upload/x' } }, /not followed/],
    [
      'an upload without an id',
      'start',
      { status: 200, xml: '<A/>' },
      /without naming its UploadId/,
    ],
  ])('is marked as failed after %s', async (_what, step, fault, message) => {
    storage.spoil(step, fault);
    const error = await failing(storage.vod, step === 'put' ? small : content(20_000_001), {
      fileName,
    });
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/The asset was marked as failed.*upload again\.$/);
    expect(error).toMatchObject({ state: undefined, retryable: false, attempts: 1 });
    expect(storage.steps()).toEqual(['create', step, 'confirm']);
    expect(await stateOf(storage.vod, error.assetId ?? '')).toBe('UPLOAD_FAILED');
  });

  it('is not confirmed while object storage has other bytes', async () => {
    storage.spoil('put', wrongEtag, { times: 9 });
    const error = await failing(storage.vod, small, { fileName, maxRetries: 2 });
    expect(error.message).toMatch(/in 3 attempts: object storage took it, but has other bytes/);
    expect(await stateOf(storage.vod, error.assetId ?? '')).toBe('UPLOAD_FAILED');
  });

  it('but encrypted bytes have an ETag of their own', async () => {
    const change = { etag: `"${'0'.repeat(32)}"`, 'x-obs-server-side-encryption': 'kms' };
    storage.spoil('put', { change });
    await uploadAsset(storage.vod, small, { fileName });
    expect(storage.steps()).toEqual(['create', 'put', 'confirm']);
  });

  it('throws what the client throws when the asset cannot be created', async () => {
    storage.spoil('create', { status: 400, xml: '{"error_code":"VOD.10053","error_msg":"no"}' });
    const upload = uploadAsset(storage.vod, small, { fileName });
    await expect(upload).rejects.toMatchObject({ name: 'VodApiError', code: 'VOD.10053' });
    expect(storage.steps()).toEqual(['create']);
  });
});

describe('an upload that is abandoned', () => {
  it.each<[string, Step, string[]]>([
    ['at its PUT', 'put', ['create', 'put', 'confirm']],
    ['among its parts', 'part', ['list', 'part 1', 'abort', 'confirm']],
  ])('%s, leaves nothing', async (_where, step, steps) => {
    const how =
      step === 'put' ? { fileName } : { resume: await inParts(bytes.length), parallel: 1 };
    const stop = new AbortController();
    storage.spoil(step, 'hang');
    const upload = uploadAsset(storage.vod, bytes, { ...how, signal: stop.signal });
    await vi.waitUntil(() => storage.arrived.some((each) => each.step === step), { interval: 5 });
    stop.abort(new Error('changed my mind'));
    await expect(upload).rejects.toThrow('changed my mind');
    expect(storage.steps()).toEqual(steps);
    const { data } = await storage.vod.GET('/v1.0/{project_id}/asset/info', {});
    expect(data.asset_info_array?.[0]?.status).toBe('CANCELLED');
  });

  it('before it begins, does nothing', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(uploadAsset(storage.vod, small, { fileName, signal })).rejects.toThrow('too late');
    expect(storage.arrived).toEqual([]);
  });

  it('while a stream gives nothing, does not wait for it', async () => {
    const stop = new AbortController();
    const never = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const upload = uploadAsset(storage.vod, never, { fileName, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(upload).rejects.toThrow('enough');
    expect(storage.arrived).toEqual([]);
  });

  it('by what onProgress throws', async () => {
    const onProgress = () => {
      throw new Error('a slip in the caller');
    };
    const upload = uploadAsset(storage.vod, small, { fileName, onProgress });
    await expect(upload).rejects.toThrow('a slip in the caller');
    expect(storage.steps().at(-1)).toBe('confirm');
  });
});
