/** What the client's types allow and refuse; checked by the compiler, never run. */
import { describe, expectTypeOf, it } from 'vitest';
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
    // @ts-expect-error The field is misspelt.
    void vod.POST(path, { body: { asset_id: 'a', parametr: {} } });
    // @ts-expect-error The option is misspelt.
    void vod.POST(path, { body: { asset_id: 'a' }, singal: AbortSignal.timeout(1) });
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
});
