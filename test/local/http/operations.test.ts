/** What operations answer when a request, an asset or its state is wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import type { BodyOf } from '../../../src/local/operation.js';
import { ask, type Asking, call, type Told } from '../answers.js';
import { confirm, create, extract as extractAudio, upload } from '../assets/uploaded.js';

const unknownId = '0'.repeat(32);
const toCreate = { title: 'Ode to Joy', video_name: 'sample.mp4', video_type: 'MP4' };

let local: LocalVod;
let video = '';
let audio = '';
beforeAll(async () => {
  local = await startLocalVod();
  video = await upload(local);
  audio = await extractAudio(local, await upload(local));
});
afterAll(() => local.close());

function illegal(field?: string): Partial<Told> {
  const named = field === undefined ? '' : `, illegal field: {${field}}`;
  return { status: 400, code: 'VOD.10053', text: `The request parameter is illegal${named}.` };
}

const extract = (body: unknown) => call(local, 'createExtractAudioTask', { body });
const createWith = (more: object) =>
  call(local, 'createAssetByFileUpload', { body: { ...toCreate, ...more } });

describe('an unknown asset', () => {
  it.each<[number, string, Asking]>([
    [400, 'extract_audio', { body: { asset_id: unknownId } }],
    [400, `details?asset_id=${unknownId}`, {}],
    [400, `extract_audio?asset_id=${unknownId}`, { method: 'DELETE' }],
    [400, 'info', { method: 'PUT', body: { asset_id: unknownId, title: 'new' } }],
    [403, `?asset_id=${unknownId}`, { method: 'DELETE' }],
    [403, 'status/uploaded', { body: { asset_id: unknownId, status: 'CREATED' } }],
  ])('is answered %i VOD.10062 by %s', async (status, path, asking) => {
    const text = 'Media asset or resource does not exist, please check.';
    const whole = path.startsWith('?') ? `/v1.0/${local.projectId}/asset${path}` : path;
    expect(await ask(local, whole, asking)).toMatchObject({ status, code: 'VOD.10062', text });
  });
});

describe('a body', () => {
  it.each([
    ['is missing', undefined],
    ['is no JSON', '{"asset_id":'],
    ['is no UTF-8', Uint8Array.from([0x22, 0xff, 0xfe, 0x22])],
    ['is an array', []],
    ['is a text', '"text"'],
    ['is null', 'null'],
  ])('that %s is illegal as a whole', async (_what, body) => {
    expect(await extract(body)).toMatchObject(illegal());
  });

  it.each<[string, object]>([
    ['asset_id', { parameter: { format: 'MP3' } }],
    ['asset_id', { asset_id: '' }],
    ['asset_id', { asset_id: 5412 }],
    ['parameter', { asset_id: unknownId, parameter: 'MP3' }],
    ['parameter.format', { asset_id: unknownId, parameter: { format: 'WAV' } }],
    ['parameter.format', { asset_id: unknownId, parameter: { format: 'mp3' } }],
  ])('is answered with the name of its wrong field %s: %j', async (field, body) => {
    expect(await extract(body)).toMatchObject(illegal(field));
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'of content type "%s" is refused',
    async (type) => {
      const asking = { body: { asset_id: video }, headers: { 'content-type': type } };
      expect(await call(local, 'createExtractAudioTask', asking)).toMatchObject({
        status: 403,
        code: 'VOD.10059',
        text: 'The requested content type is incorrect.',
      });
    },
  );

  it('may name the charset in its content type', async () => {
    const headers = { 'content-type': 'Application/JSON ; charset=UTF-8' };
    expect((await ask(local, '', { body: toCreate, headers })).status).toBe(200);
  });
});

describe('a query', () => {
  it.each([
    ['asset_id', ''],
    ['asset_id', 'asset_id='],
    ['categories', `asset_id=${unknownId}&categories=base_info&categories=all`],
    ['categories', `asset_id=${unknownId}&categories=base_info,all`],
    ['categories', `asset_id=${unknownId}&categories=base_info,`],
  ])('is answered with the name of its wrong parameter %s: %s', async (field, query) => {
    expect(await call(local, 'showAssetDetail', { query })).toMatchObject(illegal(field));
  });

  it.each<[string, string[]]>([
    ['', ['asset_id', 'base_info', 'transcode_info']],
    [
      '&categories=base_info&categories=transcode_info',
      ['asset_id', 'base_info', 'transcode_info'],
    ],
    ['&categories=base_info,transcode_info', ['asset_id', 'base_info', 'transcode_info']],
    ['&categories=transcode_info', ['asset_id', 'transcode_info']],
    ['&categories=review_info', ['asset_id']],
  ])('with "%s" chooses sections of the details', async (query, sections) => {
    const { body } = await call(local, 'showAssetDetail', { query: `asset_id=${audio}${query}` });
    expect(Object.keys(body)).toEqual(sections);
  });

  // Ignored, a filter would let every asset through.
  it.each([
    ['listAssetList', 'asset_id[]=a'],
    ['listAssetList', 'asset_id%5B%5D=a&asset_id%5B%5D=b'],
    ['listAssetList', 'asset_id[0]=a'],
    ['showAssetMeta', 'status[]=CREATED&size=10'],
    ['listAssetTaskInfo', 'unknown[]=x'],
    ['showAssetDetail', 'asset_id=a&categories[]=base_info'],
    ['deleteAssets', 'asset_id[]=a'],
  ] as const)('with brackets in a name is refused by %s: %s', async (operationId, query) => {
    const { status, code, text } = await call(local, operationId, { query });
    expect([status, code]).toEqual([400, 'VOD.10053']);
    expect(text).toMatch(/\w+\[0?\]/);
  });

  it('may have unknown parameters, which are ignored', async () => {
    expect((await call(local, 'listAssetList', { query: 'unknown=[]' })).status).toBe(200);
  });

  it('finds no transcode_info of a video', async () => {
    const { body } = await call(local, 'showAssetDetail', { query: { asset_id: video } });
    expect(Object.keys(body)).toEqual(['asset_id', 'base_info']);
  });
});

describe('the source of an extraction', () => {
  const isAudio = { status: 403, code: 'VOD.10063', text: 'The media type is not supported.' };
  const isNotThere = { status: 403, code: 'VOD.10060' };

  it('cannot be an uploaded or an extracted audio', async () => {
    const uploaded = await upload(local, { video_type: 'MP3' }, 'no real sound');
    for (const id of [uploaded, audio]) {
      expect(await extract({ asset_id: id })).toMatchObject(isAudio);
    }
  });

  it('has to be uploaded and confirmed', async () => {
    const { asset_id: id } = await create(local);
    expect(await extract({ asset_id: id })).toMatchObject(isNotThere);
    expect(await confirm(local, id)).toMatchObject(isNotThere);
  });

  it.each(['FAILED', 'CANCELLED'] as const)('has no file after its upload %s', async (status) => {
    const { asset_id: id } = await create(local);
    expect((await confirm(local, id, status)).status).toBe(200);
    expect(await extract({ asset_id: id })).toMatchObject(isNotThere);
  });

  it('has one extraction at a time, and can have another one later', async () => {
    const { body } = await extract({ asset_id: video });
    const text = 'The current media asset status does not support this operation.';
    const busy = { status: 400, code: 'VOD.10083', text };
    expect(await extract({ asset_id: video })).toMatchObject(busy);
    await expect
      .poll(async () => (await extract({ asset_id: video })).status, { timeout: 20_000 })
      .toBe(202);
    expect(body.asset_id).toBe(video);
  });
});

describe('an upload', () => {
  const text = (bytes: number) => 'ä'.repeat(bytes / 2) + 'x'.repeat(bytes % 2);

  it.each([
    ['title', 128],
    ['video_name', 128],
    ['description', 1024],
  ])('has a %s of at most %i bytes in UTF-8', async (field, limit) => {
    expect((await createWith({ [field]: text(limit) })).status).toBe(200);
    expect(await createWith({ [field]: text(limit + 1) })).toMatchObject(illegal(field));
  });

  it.each<[string, Partial<Record<keyof BodyOf<'createAssetByFileUpload'>, string>>]>([
    ['title', { title: '' }],
    ['video_type', { video_type: 'mp4' }],
    ['video_md5', { video_md5: 'd41d8cd98f00b204e9800998ecf8427e' }],
  ])('is answered with the name of its wrong field %s', async (field, more) => {
    expect(await createWith(more)).toMatchObject(illegal(field));
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
  ])('with the option %s is answered that it is not offered', async (option, value) => {
    expect(await createWith({ [option]: value })).toMatchObject({
      status: 501,
      code: 'LOCAL.501',
      text: expect.stringMatching(`does not offer the option ${option} yet`),
    });
  });

  it('may have options that ask for nothing', async () => {
    const nothing = { auto_encrypt: 0, auto_preheat: '0', subtitles: [] };
    expect((await createWith(nothing)).status).toBe(200);
  });

  it('goes into the only category', async () => {
    expect((await createWith({ category_id: -1 })).status).toBe(200);
    expect(await createWith({ category_id: 7 })).toMatchObject({ status: 403, code: 'VOD.10064' });
  });

  it('is confirmed once', async () => {
    expect(await confirm(local, video)).toMatchObject({ status: 403, code: 'VOD.10126' });
  });
});
