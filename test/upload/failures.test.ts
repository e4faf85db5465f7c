/** Uploads that fail or are ended: what the error says, what remains, and how they continue. */
import { describe, expect, it, vi } from 'vitest';
import { VodApiError, VodError } from '../../src/index.js';
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

const fileName = 'clip.mp4';
const small = content(1000);
/** Three parts. */
const bytes = content(2500);
const inParts = { fileName, partSize: 1000, parallel: 1 };

const storage = await faultyStorageOfFile();

/** The state of an upload that failed at this part; the storage is reset then. */
async function failedAt(part: number) {
  storage.spoil('part', busy, { part });
  const { state } = await failing(storage.vod, bytes, { ...inParts, maxRetries: 0 });
  storage.reset();
  if (!state?.multipart) throw new Error('The upload cannot be continued.');
  return state;
}

describe('an upload that fails', () => {
  it('says what failed, of which file, why, and what to do', async () => {
    storage.spoil('part', busy, { part: 2, times: 3 });
    const error = await failing(storage.vod, bytes, { ...inParts, maxRetries: 2 });
    expect(error.message).toBe(
      `The upload of clip.mp4 (asset ${error.assetId}) failed while sending part 2 of 3, after 3 attempts: ` +
        'object storage answered 503 SlowDown: Reduce your request rate. (request id R1). ' +
        'To continue, call uploadAsset again, with the state of this error as resume.',
    );
    expect(error).toMatchObject({
      name: 'UploadError',
      operation: 'sending part 2 of 3',
      requestId: 'R1',
      retryable: true,
      attempts: 3,
    });
    expect(error).toBeInstanceOf(VodError);
    expect(storage.steps()).not.toContain('confirm');
    expect(storage.steps()).not.toContain('abort');
  });

  it('continues from its state, which is plain data', async () => {
    const state = await failedAt(2);
    const amounts: number[] = [];
    const assetId = await uploadAsset(storage.vod, bytes, {
      resume: JSON.parse(JSON.stringify(state)) as typeof state,
      onProgress: ({ bytesSent }) => amounts.push(bytesSent),
    });
    expect(assetId).toBe(state.assetId);
    expect(storage.steps()).toEqual(['list', 'part 2', 'part 3', 'complete', 'confirm']);
    expect([amounts[0], amounts.at(-1)]).toEqual([1000, bytes.length]);
    expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('sends stored parts again if the source has other bytes there', async () => {
    const resume = await failedAt(3);
    const other = Buffer.from(bytes);
    other[5] = 1;
    const assetId = await uploadAsset(storage.vod, other, { resume });
    expect(storage.steps()).toEqual(['list', 'part 1', 'part 3', 'complete', 'confirm']);
    expect(other.equals(await storedIn(storage.vod, assetId))).toBe(true);
  });

  it('continues without its source if only the confirmation is missing', async () => {
    storage.spoil('confirm', { status: 503 }, { times: 3 });
    const error = await failing(storage.vod, small, { fileName });
    expect(error.operation).toBe('confirming the upload');
    expect(error.cause).toBeInstanceOf(VodApiError);
    expect(error.state).toEqual({ assetId: error.assetId });
    storage.reset();
    const { assetId = '' } = error;
    expect(await uploadAsset(storage.vod, 'gone.mp4', { resume: { assetId } })).toBe(assetId);
    expect(storage.steps()).toEqual(['confirm']);
    expect(await stateOf(storage.vod, assetId)).toBe('PUBLISHED');
  });

  it('does not continue with a source of another length', async () => {
    const resume = await failedAt(2);
    const again = uploadAsset(storage.vod, small, { resume });
    await expect(again).rejects.toThrow(/^resume is the state of another source: .* has 2500 byt/);
    expect(storage.arrived).toEqual([]);
  });

  it('does not continue after abandonUpload', async () => {
    const resume = await failedAt(2);
    await abandonUpload(storage.vod, resume);
    expect(storage.steps()).toEqual(['abort', 'confirm']);
    expect(await stateOf(storage.vod, resume.assetId)).toBe('CANCELLED');
    const error = await failing(storage.vod, bytes, { resume });
    expect(error.message).toContain('VOD.10135');
    expect(error.state).toBeUndefined();
  });

  it.each<[string, Step, Fault, RegExp]>([
    ['a refused URL', 'put', denied, /403 AccessDenied: Request has .*URL may have expired/],
    ['a refusal', 'put', { status: 409, xml: errorXml('InvalidObjectState', 'No') }, /409 Inval/],
    ['no XML', 'put', { status: 411, xml: 'length &lt; needed' }, /411: length &lt; needed/],
    ['a redirect', 'put', { status: 307, headers: { location: '/upload/x' } }, /not followed/],
    ['no UploadId', 'start', { status: 200, xml: '<A/>' }, /answered without UploadId/],
  ])('is marked as failed after %s', async (_, step, fault, message) => {
    storage.spoil(step, fault);
    const error = await failing(storage.vod, step === 'put' ? small : bytes, inParts);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/The asset was marked as failed.*Upload again\.$/);
    expect(error).toMatchObject({ state: undefined, retryable: false, attempts: 1 });
    expect(storage.steps()).toEqual(['create', step, 'confirm']);
    expect(await stateOf(storage.vod, error.assetId)).toBe('UPLOAD_FAILED');
  });

  it('is not confirmed while object storage has other bytes', async () => {
    storage.spoil('put', wrongEtag, { times: 9 });
    const error = await failing(storage.vod, small, { fileName, maxRetries: 2 });
    expect(error.message).toMatch(/after 3 attempts: object storage accepted .* has other bytes/);
    expect(await stateOf(storage.vod, error.assetId)).toBe('UPLOAD_FAILED');
  });

  it('does not compare the ETag of an encrypted file', async () => {
    const change = { etag: `"${'0'.repeat(32)}"`, 'x-obs-server-side-encryption': 'kms' };
    storage.spoil('put', { change });
    await uploadAsset(storage.vod, small, { fileName });
    expect(storage.steps()).toEqual(['create', 'put', 'confirm']);
  });

  it('throws the error of the client if the asset cannot be created', async () => {
    storage.spoil('create', { status: 400, xml: '{"error_code":"VOD.10053","error_msg":"no"}' });
    const upload = uploadAsset(storage.vod, small, { fileName });
    await expect(upload).rejects.toMatchObject({ name: 'VodApiError', code: 'VOD.10053' });
    expect(storage.steps()).toEqual(['create']);
  });
});

describe('an upload that is ended by its signal', () => {
  it.each<[Step, Buffer, string[]]>([
    ['put', small, ['create', 'put', 'confirm']],
    ['part', bytes, ['create', 'start', 'part 1', 'abort', 'confirm']],
  ])('leaves nothing behind at the step %s', async (step, source, steps) => {
    const stop = new AbortController();
    storage.spoil(step, 'hang');
    const upload = uploadAsset(storage.vod, source, { ...inParts, signal: stop.signal });
    await vi.waitUntil(() => storage.arrived.some((each) => each.step === step), {
      interval: 5,
      timeout: 10_000,
    });
    stop.abort(new Error('changed my mind'));
    await expect(upload).rejects.toThrow('changed my mind');
    expect(storage.steps()).toEqual(steps);
    const { data } = await storage.vod.GET('/v1.0/{project_id}/asset/info', {});
    expect(data.asset_info_array?.[0]?.status).toBe('CANCELLED');
  });

  it('does nothing if the signal was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(uploadAsset(storage.vod, small, { fileName, signal })).rejects.toThrow('too late');
    expect(storage.arrived).toEqual([]);
  });

  it('does not wait for a stream that gives nothing', async () => {
    const stop = new AbortController();
    const never = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const upload = uploadAsset(storage.vod, never, { fileName, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(upload).rejects.toThrow('enough');
    expect(storage.arrived).toEqual([]);
  });

  it('ends as well when onProgress throws', async () => {
    const onProgress = () => {
      throw new Error('a mistake of the caller');
    };
    const upload = uploadAsset(storage.vod, small, { fileName, onProgress });
    await expect(upload).rejects.toThrow('a mistake of the caller');
    expect(storage.steps().at(-1)).toBe('confirm');
  });
});
