/** What the client's types allow and refuse; checked by the compiler, never run. */
import { type Client, type Middleware, wrapAsPathBasedClient } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { describe, expectTypeOf, it } from 'vitest';
import type { components, VodClient, VodPaths } from '../../src/index.js';
import { isEvent, parseEvent } from '../../src/webhooks/index.js';

declare const vod: VodClient;
type Schemas = components['schemas'];
const extractAudio = '/v1.0/{project_id}/asset/extract_audio';
const details = '/v1.0/{project_id}/asset/details';
const list = '/v1.0/{project_id}/asset/list';
const info = '/v1.0/{project_id}/asset/info';

describe('a VodClient', () => {
  it('is an openapi-fetch Client, also for the libraries that take one', async () => {
    expectTypeOf(vod).toExtend<Client<VodPaths>>();
    const init = { params: { query: { asset_id: 'a' } } };
    const { data } = await wrapAsPathBasedClient(vod)[details].GET(init);
    expectTypeOf(data).toEqualTypeOf<Schemas['ShowAssetDetailResponse'] | undefined>();
    const query = createQueryClient(vod).useQuery('get', details, init);
    expectTypeOf(query.data).toEqualTypeOf<Schemas['ShowAssetDetailResponse'] | undefined>();
    const mutation = createQueryClient(vod).useMutation('post', extractAudio);
    mutation.mutate({ body: { asset_id: 'a' } });
    // @ts-expect-error There is no such path.
    createQueryClient(vod).useQuery('get', '/v1.0/{project_id}/nothing');
    expectTypeOf(vod.use).parameters.toEqualTypeOf<Middleware[]>();
  });

  it('needs no project id, and no init where nothing is required', async () => {
    expectTypeOf((await vod.GET(list)).data).toEqualTypeOf<Schemas['ListAssetListResponse']>();
    expectTypeOf((await vod.GET(info, {})).data).toEqualTypeOf<Schemas['ShowAssetMetaResponse']>();
    void vod.GET(list, { params: { path: { project_id: 'p' } } });
    // @ts-expect-error The body is missing.
    void vod.POST(extractAudio);
    // @ts-expect-error The query is missing.
    void vod.DELETE(extractAudio, {});
  });

  it('takes limits, and what openapi-fetch takes, extra keys among it', () => {
    void vod.GET(list, { timeoutMs: 1, deadlineMs: 1, maxRetries: 0, signal: null });
    void vod.GET(list, { headers: [['a', 'b']], querySerializer: () => '', middleware: [] });
    void vod.GET(list, {
      fetch: (request: Request) => fetch(request),
      baseUrl: '',
      cache: 'default',
    });
    void vod.GET(list, { extra: 1 });
    // @ts-expect-error A time is a number.
    void vod.GET(list, { timeoutMs: '1' });
  });

  it('gives data, a response and a request id, and never an error', async () => {
    const { data, error, response, requestId } = await vod.POST(extractAudio, {
      body: { asset_id: 'a', parameter: { format: 'AAC' } },
    });
    expectTypeOf(data).toEqualTypeOf<Schemas['CreateExtractAudioTaskResponse']>();
    expectTypeOf(data.audio_asset_id).toEqualTypeOf<string>();
    expectTypeOf(error).toEqualTypeOf<undefined>();
    expectTypeOf(response).toEqualTypeOf<Response>();
    expectTypeOf(requestId).toEqualTypeOf<string | undefined>();
    const query = { asset_id: 'a' };
    const nothing = await vod.DELETE(extractAudio, { params: { query } });
    expectTypeOf(nothing.data).toEqualTypeOf<undefined>();
    const text = await vod.GET(details, { params: { query }, parseAs: 'text' });
    expectTypeOf(text.data).toEqualTypeOf<string>();
  });

  it('has the methods of openapi-fetch, with the paths of the contract', () => {
    void vod.request('get', list);
    // @ts-expect-error The contract has no PATCH.
    void vod.PATCH(list);
    // @ts-expect-error The contract has no HEAD.
    void vod.HEAD(list);
    // @ts-expect-error The contract has no OPTIONS.
    void vod.OPTIONS(list);
    // @ts-expect-error The path has no GET.
    void vod.GET(extractAudio);
    // @ts-expect-error There is no such path.
    void vod.POST('/v1.0/{project_id}/asset/extract_video', { body: { asset_id: 'a' } });
    // @ts-expect-error The path is one of IAM, which has another host.
    void vod.GET('/v3/projects');
  });

  it('refuses values that the contract does not have', () => {
    // @ts-expect-error There is no such format.
    void vod.POST(extractAudio, { body: { asset_id: 'a', parameter: { format: 'OGG' } } });
    // @ts-expect-error asset_id is missing.
    void vod.POST(extractAudio, { body: {} });
    // @ts-expect-error The page is a number.
    void vod.GET(list, { params: { query: { page: '0' } } });
    // @ts-expect-error There is no such category.
    void vod.GET(details, { params: { query: { asset_id: 'a', categories: ['everything'] } } });
    // @ts-expect-error asset_id is missing.
    void vod.PUT(info, { body: { title: 't' } });
    // @ts-expect-error It is a list of ids.
    void vod.POST('/v1.0/{project_id}/asset/status/unpublish', { body: { asset_id: 'a' } });
    // @ts-expect-error The object is missing.
    void vod.GET('/v1.1/{project_id}/asset/authority', { params: { query: { http_verb: 'GET' } } });
  });

  it('gives sections and members that may be missing as such', async () => {
    const query = { asset_id: 'a', categories: ['base_info' as const] };
    const { data } = await vod.GET(details, { params: { query } });
    expectTypeOf(data.base_info).toEqualTypeOf<Schemas['BaseInfo'] | undefined>();
    const body = { title: 't', video_name: 't.mp4', video_type: 'MP4' as const };
    const created = await vod.POST('/v1.0/{project_id}/asset', { body });
    expectTypeOf(created.data.video_upload_url).toEqualTypeOf<string>();
    expectTypeOf(created.data.cover_upload_url).toEqualTypeOf<string | null | undefined>();
  });
});

describe('an event', () => {
  it('is known by its type', () => {
    const event = parseEvent('{}');
    if (isEvent(event, 'transcodeComplete')) {
      expectTypeOf(event.transcode_info.asset_id).toEqualTypeOf<string>();
      expectTypeOf(event).not.toHaveProperty('audio_extract_info');
    }
    // @ts-expect-error There is no such event.
    isEvent(event, 'nothingComplete');
  });
});
