/** What the operations answer when something is wrong, over real HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VodClient } from '../../../src/client/client.js';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { clientOf, upload } from '../service.js';
import { ask, type Asking, type Told } from './wire.js';

const unknownId = '0'.repeat(32);
const toCreate = { title: 'Ode to Joy', video_name: 'sample.mp4', video_type: 'MP4' };

let local: LocalVod;
let vod: VodClient;
let video = '';
beforeAll(async () => {
  local = await startLocalVod();
  vod = clientOf(local);
  video = await upload(vod);
});
afterAll(() => local.close());

const isSuccess = (status: number) => ({ status, code: undefined });

function illegal(field?: string): Partial<Told> {
  const named = field === undefined ? '' : `, illegal field: {${field}}`;
  return { status: 400, code: 'VOD.10053', text: `The request parameter is illegal${named}.` };
}

async function create(more: object = {}): Promise<string> {
  const { body } = await ask(local, '', { body: { ...toCreate, ...more } });
  return (body as { asset_id: string }).asset_id;
}

describe('an asset that does not exist', () => {
  const text = 'Media asset or resource does not exist, please check.';
  it.each<[string, number, string, Asking]>([
    ['as the source', 400, 'extract_audio', { body: { asset_id: unknownId } }],
    ['to be read', 400, `details?asset_id=${unknownId}`, {}],
    ['to be cancelled', 400, `extract_audio?asset_id=${unknownId}`, { method: 'DELETE' }],
    ['confirmed', 403, 'status/uploaded', { body: { asset_id: unknownId, status: 'CREATED' } }],
  ])('%s is told so with %i', async (_what, status, path, asking) => {
    expect(await ask(local, path, asking)).toMatchObject({ status, code: 'VOD.10062', text });
  });
});

describe('a body', () => {
  it.each([
    ['that is missing', undefined],
    ['that is no JSON', '{"asset_id":'],
    ['that is no UTF-8', Uint8Array.from([0x22, 0xff, 0xfe, 0x22])],
    ['that is an array', []],
    ['that is a text', '"text"'],
    ['that is null', 'null'],
  ])('%s is illegal as a whole', async (_what, body) => {
    expect(await ask(local, 'extract_audio', { method: 'POST', body })).toMatchObject(illegal());
  });

  it.each<[string, string, object]>([
    ['asset_id', 'without asset_id', { parameter: { format: 'MP3' } }],
    ['asset_id', 'with an empty asset_id', { asset_id: '' }],
    ['asset_id', 'with a number as the asset_id', { asset_id: 5412 }],
    ['parameter', 'with a text as the parameter', { asset_id: unknownId, parameter: 'MP3' }],
    ['parameter.format', 'with an unknown format', { parameter: { format: 'WAV' } }],
    ['parameter.format', 'with mp3 in lower case', { parameter: { format: 'mp3' } }],
  ])('names %s %s', async (field, _what, body) => {
    const whole = field.startsWith('parameter') ? { asset_id: video, ...body } : body;
    expect(await ask(local, 'extract_audio', { body: whole })).toMatchObject(illegal(field));
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'of content type "%s" is refused',
    async (type) => {
      const asking = { body: { asset_id: video }, headers: { 'content-type': type } };
      expect(await ask(local, 'extract_audio', asking)).toMatchObject({
        status: 403,
        code: 'VOD.10059',
        text: 'The requested content type is incorrect.',
      });
    },
  );

  it('may name the charset in its content type', async () => {
    const headers = { 'content-type': 'Application/JSON ; charset=UTF-8' };
    expect(await ask(local, '', { body: toCreate, headers })).toMatchObject(isSuccess(200));
  });
});

describe('a query', () => {
  it.each([
    ['asset_id', 'details'],
    ['asset_id', 'details?asset_id='],
    ['categories', `details?asset_id=${unknownId}&categories=base_info&categories=all`],
    ['categories', `details?asset_id=${unknownId}&categories=base_info,all`],
    ['categories', `details?asset_id=${unknownId}&categories=base_info,`],
  ])('names %s in %s', async (field, path) => {
    expect(await ask(local, path)).toMatchObject(illegal(field));
  });

  it('chooses the sections of the details, by repetition or by commas', async () => {
    const { audioAssetId } = await extractAudio(vod, { assetId: await upload(vod) });
    const read = async (query: string) =>
      Object.keys((await ask(local, `details?asset_id=${audioAssetId}${query}`)).body ?? {});
    const both = ['asset_id', 'base_info', 'transcode_info'];
    expect(await read('')).toEqual(both);
    expect(await read('&categories=base_info&categories=transcode_info')).toEqual(both);
    expect(await read('&categories=base_info,transcode_info')).toEqual(both);
    expect(await read('&categories=transcode_info')).toEqual(['asset_id', 'transcode_info']);
    expect(await read('&categories=review_info')).toEqual(['asset_id']);
  });

  it('finds no transcoding in the details of a video, because there is none', async () => {
    const { body } = await ask(local, `details?asset_id=${video}`);
    expect(Object.keys(body ?? {})).toEqual(['asset_id', 'base_info']);
  });
});

describe('the source of an extraction', () => {
  const isAudio = { status: 403, code: 'VOD.10063', text: 'The media type is not supported.' };
  const isNotThere = { status: 403, code: 'VOD.10060' };
  const extract = (assetId: string) =>
    ask(local, 'extract_audio', { body: { asset_id: assetId, parameter: { format: 'MP3' } } });

  it('cannot be an uploaded audio', async () => {
    expect(await extract(await upload(vod, 'tune.mp3', 'no real sound'))).toMatchObject(isAudio);
  });

  it('cannot be an extracted audio', async () => {
    const job = await extractAudio(vod, { assetId: await upload(vod) });
    expect(await extract(job.audioAssetId)).toMatchObject(isAudio);
    await job.wait({ firstPollMs: 20 });
    expect(await extract(job.audioAssetId)).toMatchObject(isAudio);
  });

  it('has to be uploaded and confirmed', async () => {
    const assetId = await create();
    expect(await extract(assetId)).toMatchObject(isNotThere);
    const confirm = { body: { asset_id: assetId, status: 'CREATED' } };
    expect(await ask(local, 'status/uploaded', confirm)).toMatchObject(isNotThere);
  });

  it.each(['FAILED', 'CANCELLED'])('is lost when its upload %s', async (status) => {
    const assetId = await create();
    const confirm = { body: { asset_id: assetId, status } };
    expect(await ask(local, 'status/uploaded', confirm)).toMatchObject(isSuccess(200));
    expect(await extract(assetId)).toMatchObject(isNotThere);
  });

  it('has one extraction at a time, and another one after it', async () => {
    const job = await extractAudio(vod, { assetId: video });
    expect(await extract(video)).toMatchObject({
      status: 400,
      code: 'VOD.10083',
      text: 'The current media asset status does not support this operation.',
    });
    await job.wait({ firstPollMs: 20 });
    expect(await extract(video)).toMatchObject(isSuccess(202));
  });
});

describe('an upload', () => {
  const text = (bytes: number) => 'ä'.repeat(bytes / 2) + 'x'.repeat(bytes % 2);

  it.each([
    ['title', 128],
    ['video_name', 128],
    ['description', 1024],
  ])('may have a %s of %i bytes in UTF-8, and not one more', async (field, limit) => {
    const given = (bytes: number) =>
      ask(local, '', { body: { ...toCreate, [field]: text(bytes) } });
    expect(await given(limit)).toMatchObject(isSuccess(200));
    expect(await given(limit + 1)).toMatchObject(illegal(field));
  });

  it.each([
    ['title', { title: '' }],
    ['video_type', { video_type: 'mp4' }],
    ['video_md5', { video_md5: 'd41d8cd98f00b204e9800998ecf8427e' }],
  ])('names the illegal %s', async (field, more) => {
    expect(await ask(local, '', { body: { ...toCreate, ...more } })).toMatchObject(illegal(field));
  });

  it.each([
    ['cover_type', 'JPG'],
    ['subtitles', [{ id: 1, type: 'SRT', language: 'EN' }]],
    ['template_group_name', 'fake'],
    ['thumbnail', { type: 'time' }],
    ['review', {}],
    ['workflow_name', 'fake'],
    ['auto_encrypt', 1],
    ['auto_preheat', '1'],
  ])('with %s is told that this is not offered here', async (option, value) => {
    expect(await ask(local, '', { body: { ...toCreate, [option]: value } })).toMatchObject({
      status: 501,
      code: 'LOCAL.501',
      text: expect.stringMatching(`does not offer the option ${option} yet`),
    });
  });

  it('may have options that ask for nothing', async () => {
    const nothing = { auto_encrypt: 0, auto_preheat: '0', subtitles: [] };
    expect(await ask(local, '', { body: { ...toCreate, ...nothing } })).toMatchObject(
      isSuccess(200),
    );
  });

  it('goes into the one category that is there', async () => {
    const into = (id: number) => ask(local, '', { body: { ...toCreate, category_id: id } });
    expect(await into(-1)).toMatchObject(isSuccess(200));
    expect(await into(7)).toMatchObject({ status: 403, code: 'VOD.10064' });
  });

  it('is confirmed once', async () => {
    const confirm = { body: { asset_id: video, status: 'CREATED' } };
    expect(await ask(local, 'status/uploaded', confirm)).toMatchObject({
      status: 403,
      code: 'VOD.10126',
    });
  });
});
