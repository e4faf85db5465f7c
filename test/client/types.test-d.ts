/** What the client's types allow and refuse; checked by the compiler, never run. */
import { describe, expectTypeOf, it } from 'vitest';
import { isEvent, parseEvent } from '../../src/webhooks/index.js';
import type { components, VodClient } from '../../src/index.js';

declare const vod: VodClient;
type Schemas = components['schemas'];

describe('createExtractAudioTask', () => {
  it('needs no project id, and answers both ids', async () => {
    const { data } = await vod.POST('/v1.0/{project_id}/asset/extract_audio', {
      body: { asset_id: 'a', parameter: { format: 'AAC' } },
    });
    expectTypeOf(data).toEqualTypeOf<Schemas['CreateExtractAudioTaskResponse']>();
    expectTypeOf(data.audio_asset_id).toEqualTypeOf<string>();
  });

  it('refuses what the contract does not have', () => {
    const path = '/v1.0/{project_id}/asset/extract_audio';
    // @ts-expect-error There is no such format.
    void vod.POST(path, { body: { asset_id: 'a', parameter: { format: 'OGG' } } });
    // @ts-expect-error The body is missing.
    void vod.POST(path, {});
    // @ts-expect-error asset_id is missing.
    void vod.POST(path, { body: {} });
    // @ts-expect-error The path has no GET.
    void vod.GET(path, {});
    // @ts-expect-error There is no such path.
    void vod.POST('/v1.0/{project_id}/asset/extract_video', { body: { asset_id: 'a' } });
  });
});

describe('the other operations', () => {
  it('cancelExtractAudioTask has a query, no body and no data', async () => {
    const { data } = await vod.DELETE('/v1.0/{project_id}/asset/extract_audio', {
      params: { query: { asset_id: 'a' } },
    });
    expectTypeOf(data).toEqualTypeOf<undefined>();
    // @ts-expect-error The query is missing.
    void vod.DELETE('/v1.0/{project_id}/asset/extract_audio', {});
  });

  it('createAssetByFileUpload answers the URL for the file', async () => {
    const { data } = await vod.POST('/v1.0/{project_id}/asset', {
      body: { title: 't', video_name: 't.mp4', video_type: 'MP4' },
    });
    expectTypeOf(data.video_upload_url).toEqualTypeOf<string>();
    expectTypeOf(data.cover_upload_url).toEqualTypeOf<string | null | undefined>();
  });

  it('confirmAssetUpload knows the outcomes', () => {
    const path = '/v1.0/{project_id}/asset/status/uploaded';
    void vod.POST(path, { body: { asset_id: 'a', status: 'CREATED' } });
    // @ts-expect-error There is no such outcome.
    void vod.POST(path, { body: { asset_id: 'a', status: 'DONE' } });
  });

  it('showAssetDetail takes categories and answers sections that may be missing', async () => {
    const { data } = await vod.GET('/v1.0/{project_id}/asset/details', {
      params: { query: { asset_id: 'a', categories: ['base_info'] } },
    });
    expectTypeOf(data.base_info).toEqualTypeOf<Schemas['BaseInfo'] | undefined>();
    void vod.GET('/v1.0/{project_id}/asset/details', {
      // @ts-expect-error There is no such category.
      params: { query: { asset_id: 'a', categories: ['everything'] } },
    });
  });

  it('showAssetTempAuthority needs the step and the address of the object', async () => {
    const { data } = await vod.GET('/v1.1/{project_id}/asset/authority', {
      params: { query: { http_verb: 'POST', bucket: 'b', object_key: 'k' } },
    });
    expectTypeOf(data).toEqualTypeOf<Schemas['ShowAssetTempAuthorityResponse']>();
    void vod.GET('/v1.1/{project_id}/asset/authority', {
      // @ts-expect-error The object is missing.
      params: { query: { http_verb: 'POST', bucket: 'b' } },
    });
  });

  it('uploadMetaDataByUrl takes a list of files to pull', async () => {
    const path = '/v1.0/{project_id}/asset/upload_by_url';
    const { data } = await vod.POST(path, {
      body: { upload_metadatas: [{ video_type: 'MP4', title: 't', url: 'https://example.com/t' }] },
    });
    expectTypeOf(data).toEqualTypeOf<Schemas['UploadMetaDataByUrlResponse']>();
    // @ts-expect-error The list is missing.
    void vod.POST(path, { body: {} });
  });

  it('publishAssetFromObs takes an object of a bucket', () => {
    void vod.POST('/v1.0/{project_id}/asset/reproduction', {
      // @ts-expect-error The object is missing.
      body: { title: 't', video_type: 'MP4' },
    });
  });

  it('the lists take filters that may all be left out', async () => {
    const meta = await vod.GET('/v1.0/{project_id}/asset/info', {});
    expectTypeOf(meta.data).toEqualTypeOf<Schemas['ShowAssetMetaResponse']>();
    const list = await vod.GET('/v1.0/{project_id}/asset/list', {
      params: { query: { page: 0, size: 10, order: 'desc' } },
    });
    expectTypeOf(list.data).toEqualTypeOf<Schemas['ListAssetListResponse']>();
    const tasks = await vod.GET('/v1/{project_id}/asset/tasks', {
      params: { query: { limit: 10 } },
    });
    expectTypeOf(tasks.data).toEqualTypeOf<Schemas['ListAssetTaskInfoResponse']>();
    // @ts-expect-error The page is a number.
    void vod.GET('/v1.0/{project_id}/asset/list', { params: { query: { page: '0' } } });
  });

  it('updateAssetMeta is a PUT without data', async () => {
    const path = '/v1.0/{project_id}/asset/info';
    const { data } = await vod.PUT(path, { body: { asset_id: 'a', title: 't' } });
    expectTypeOf(data).toEqualTypeOf<undefined>();
    // @ts-expect-error asset_id is missing.
    void vod.PUT(path, { body: { title: 't' } });
  });

  it('publishAssets and unpublishAssets take lists of ids', async () => {
    const { data } = await vod.POST('/v1.0/{project_id}/asset/status/publish', {
      body: { asset_id: ['a'] },
    });
    expectTypeOf(data).toEqualTypeOf<Schemas['PublishAssetsResponse']>();
    void vod.POST('/v1.0/{project_id}/asset/status/unpublish', {
      // @ts-expect-error It is a list.
      body: { asset_id: 'a' },
    });
  });

  it('deleteAssets takes its ids in the query', async () => {
    const { data } = await vod.DELETE('/v1.0/{project_id}/asset', {
      params: { query: { asset_id: ['a'] } },
    });
    expectTypeOf(data).toEqualTypeOf<Schemas['DeleteAssetsResponse']>();
  });

  it('IAM is not of this client, because its host is another', () => {
    // @ts-expect-error The path is IAM's.
    void vod.GET('/v3/projects', {});
  });
});

describe('events', () => {
  it('are told apart by their type', () => {
    const event = parseEvent('{}');
    if (isEvent(event, 'transcodeComplete')) {
      expectTypeOf(event.transcode_info.asset_id).toEqualTypeOf<string>();
      expectTypeOf(event).not.toHaveProperty('audio_extract_info');
    }
    // @ts-expect-error There is no such event.
    isEvent(event, 'nothingComplete');
  });
});
