/** `requests`: what the service was asked and what it answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { ask, call } from '../answers.js';

let local: LocalVod;
beforeAll(async () => {
  local = await startLocalVod();
});
afterAll(() => local.close());

describe('the journal', () => {
  it('has requests and answers, and no credentials', async () => {
    await call(local, 'listAssetList', { query: { page: '0', size: '5' } });
    const body = { asset_id: 'no-such-asset', parameter: { format: 'MP3' } };
    const told = await call(local, 'createExtractAudioTask', { body });
    const path = `/v1.0/${local.projectId}/asset`;
    expect(local.requests).toMatchObject([
      {
        ...{ operationId: 'listAssetList', method: 'GET', path: `${path}/list` },
        ...{ query: { page: 0, size: 5 }, status: 200, code: undefined },
      },
      {
        ...{ operationId: 'createExtractAudioTask', method: 'POST', path: `${path}/extract_audio` },
        ...{ body, status: 400, code: 'VOD.10062' },
        requestId: told.headers.get('x-request-id'),
      },
    ]);
    const kept = JSON.stringify(local.requests);
    expect(kept).not.toContain(local.credentials.secretAccessKey);
    expect(kept).not.toContain('Signature');
  });

  it('has no query and no password of a URL that is to be fetched', async () => {
    const url = 'http://user:FAKEPASSWORD@192.0.2.1/a.mp4?Signature=fake';
    const row = { title: 'a', video_type: 'MP4', url };
    await call(local, 'uploadMetaDataByUrl', { body: { upload_metadatas: [row] } });
    expect(local.requests.at(-1)?.body).toEqual({
      upload_metadatas: [{ ...row, url: 'http://192.0.2.1/a.mp4' }],
    });
  });

  it.each([
    [
      'a title',
      'from https://192.0.2.1/a.mp4?Signature=fake, today',
      'from https://192.0.2.1/a.mp4 today',
    ],
    ['a URL with a port', 's3://fake:FAKEKEY@bucket:1/a?X=fake', 's3://bucket:1/a'],
    [
      'two URLs',
      'http://a.example/?x=1 http://b.example/?x=2',
      'http://a.example/ http://b.example/',
    ],
    ['a text that is no URL', 'a: b? c=d', 'a: b? c=d'],
  ])('has no query of a URL in any other text: %s', async (_what, title, kept) => {
    const body = { title, video_name: 'a.mp4', video_type: 'MP4' };
    await call(local, 'createAssetByFileUpload', { body });
    expect(local.requests.at(-1)?.body).toEqual({ ...body, title: kept });
    await call(local, 'listAssetList', { query: { query_string: title } });
    expect(local.requests.at(-1)?.query).toEqual({ query_string: kept });
  });

  it('has no body that is nested thousands of times, and the request is answered', async () => {
    const body = `{"asset_id":"no-such-asset","more":${'['.repeat(8000)}${']'.repeat(8000)}}`;
    const { code } = await call(local, 'createExtractAudioTask', { body });
    expect(code).toBe('VOD.10062');
    expect(local.requests.at(-1)).not.toHaveProperty('body');
  });

  it('has no body of more than 16 KiB', async () => {
    const body = { asset_id: 'no-such-asset', more: 'x'.repeat(20_000) };
    await call(local, 'createExtractAudioTask', { body });
    expect(local.requests.at(-1)).toMatchObject({ code: 'VOD.10062' });
    expect(local.requests.at(-1)).not.toHaveProperty('body');
  });

  it('has the error codes of object storage and of IAM', async () => {
    await local.fetch(`${local.url}/upload/nothing`, { method: 'PUT', body: 'a' });
    await ask(local, '/v3/projects', { signed: false });
    expect(local.requests.slice(-2)).toMatchObject([
      { status: 403, code: 'SignatureDoesNotMatch' },
      { status: 401, code: '401', operationId: 'keystoneListProjects' },
    ]);
  });
});
