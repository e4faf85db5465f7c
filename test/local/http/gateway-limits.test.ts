/** What the gateway counts: wrong signatures, calls per minute; and the journal and the clock to test by. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVodClient } from '../../../src/client/client.js';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { checkingFetch } from '../../contract-check.js';

let local: LocalVod;

/** A client that makes each call once, through the service's `fetch` without a socket. */
function clientOf(service: LocalVod, credentials = service.credentials) {
  const { url: endpoint, projectId } = service;
  const fetch = checkingFetch(service.fetch);
  const vod = createVodClient({ endpoint, projectId, credentials, fetch, maxRetries: 0 });
  const read = (assetId = 'no-such-asset') =>
    vod
      .GET('/v1.0/{project_id}/asset/details', { params: { query: { asset_id: assetId } } })
      .catch((error: unknown) => error);
  return { vod, read };
}

async function withService(options: LocalVodOptions, use: (service: LocalVod) => Promise<void>) {
  const service = await startLocalVod(options);
  await use(service).finally(() => service.close());
}

const unknownAsset = { code: 'VOD.10062' };
const locked = {
  code: 'APIGW.0301',
  message: expect.stringContaining('failed to reach the limit'),
};
const wrong = {
  code: 'APIGW.0301',
  message: expect.stringContaining('verify aksk signature fail'),
};
const fiveMinutes = 5 * 60 * 1000;

describe('five wrong signatures', () => {
  beforeEach(async () => {
    local = await startLocalVod();
    return () => local.close();
  });
  const forger = () =>
    clientOf(local, { ...local.credentials, secretAccessKey: 'fake-wrong-secret' });

  it('are forgiven, a sixth locks the key for five minutes, right signatures too', async () => {
    for (let count = 0; count < 6; count += 1) expect(await forger().read()).toMatchObject(wrong);
    expect(await clientOf(local).read()).toMatchObject(locked);
    local.clock.advance(fiveMinutes - 1000);
    expect(await clientOf(local).read()).toMatchObject(locked);
    local.clock.advance(1000);
    // The signature has the time of this machine, and the clock of the service is ahead, within its window.
    expect(await clientOf(local).read()).toMatchObject(unknownAsset);
    expect(await forger().read()).toMatchObject(wrong);
  });

  it('are counted only in a row', async () => {
    for (let count = 0; count < 12; count += 1) {
      expect(await forger().read()).toMatchObject(wrong);
      if (count % 5 === 4) expect(await clientOf(local).read()).toMatchObject(unknownAsset);
    }
  });

  it('do not lock a token out', async () => {
    for (let count = 0; count < 6; count += 1) await forger().read();
    const { token } = local;
    const vod = createVodClient({
      endpoint: local.url,
      projectId: local.projectId,
      credentials: { token },
    });
    expect((await vod.GET('/v1.0/{project_id}/asset/list', {})).response.status).toBe(200);
  });
});

describe('the rate limit', () => {
  it('is the documented one: 100 extractions a minute, and others are not touched by it', async () => {
    await withService({}, async (service) => {
      const { vod, read } = clientOf(service);
      const extract = () =>
        vod
          .POST('/v1.0/{project_id}/asset/extract_audio', { body: { asset_id: 'no-such-asset' } })
          .catch((error: unknown) => error);
      for (let count = 0; count < 100; count += 1)
        expect(await extract()).toMatchObject(unknownAsset);
      expect(await extract()).toMatchObject({
        status: 429,
        code: 'APIGW.0308',
        retry: 'later',
        message: expect.stringContaining('limit:100'),
      });
      expect(await read()).toMatchObject(unknownAsset);
      service.clock.advance(60_000);
      expect(await extract()).toMatchObject(unknownAsset);
    });
  });

  it('can be another, for all operations or for one', async () => {
    await withService({ callsPerMinute: 1 }, async (service) => {
      const { read } = clientOf(service);
      expect([await read(), await read()]).toMatchObject([unknownAsset, { code: 'APIGW.0308' }]);
    });
    await withService({ callsPerMinute: { showAssetDetail: Infinity } }, async (service) => {
      const { read } = clientOf(service);
      const answers = await Promise.all(Array.from({ length: 1600 }, () => read()));
      expect(answers.every((answer) => (answer as { status?: number }).status === 400)).toBe(true);
    });
  });

  it('does not count those who are not let in', async () => {
    await withService({ callsPerMinute: 1 }, async (service) => {
      await clientOf(service, { ...service.credentials, secretAccessKey: 'fake-wrong' }).read();
      expect(await clientOf(service).read()).toMatchObject(unknownAsset);
    });
  });
});

it.each<LocalVodOptions['callsPerMinute'] | object>([
  NaN,
  -1,
  { listAssetList: NaN },
  { noSuchOperation: 1 },
])('a rate limit of %j is refused', async (callsPerMinute) => {
  await expect(startLocalVod({ callsPerMinute } as LocalVodOptions)).rejects.toThrow(
    /^callsPerMinute takes a number for all operations, or numbers by operation id; for /,
  );
});

it.each(['video.example.com:8080', 'https://video.example.com', '2001:db8::1', 'a/b', ''])(
  'a host %j to fetch from is refused',
  async (host) => {
    await expect(startLocalVod({ pullHosts: [host] })).rejects.toThrow(
      /^pullHosts takes names of hosts, without scheme, port and path /,
    );
  },
);

describe('the clock', () => {
  it('lets a token expire', async () => {
    await withService({}, async (service) => {
      const { url, iamUser, projectName, projectId } = service;
      const login = new Request(`${url}/v3/auth/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          auth: {
            identity: {
              methods: ['password'],
              password: { user: { ...iamUser, domain: { name: iamUser.domain } } },
            },
            scope: { project: { name: projectName } },
          },
        }),
      });
      const answer = await checkingFetch(service.fetch)(login);
      const token = answer.headers.get('x-subject-token') ?? '';
      const vod = createVodClient({
        endpoint: url,
        projectId,
        credentials: { token },
        maxRetries: 0,
      });
      const list = () => vod.GET('/v1.0/{project_id}/asset/list', {});
      expect((await list()).response.status).toBe(200);
      service.clock.advance(24 * 60 * 60 * 1000);
      await expect(list()).rejects.toMatchObject({ code: 'APIGW.0307', retry: 'new-token' });
      service.clock.reset();
      expect((await list()).response.status).toBe(200);
    });
  });

  it('is learnt by a client whose own is wrong', async () => {
    await withService({}, async (service) => {
      service.clock.advance(60 * 60 * 1000);
      const { read } = clientOf(service);
      expect([await read(), await read()]).toMatchObject([unknownAsset, unknownAsset]);
      expect(service.requests.map(({ code }) => code)).toEqual([
        'APIGW.0301',
        'VOD.10062',
        'VOD.10062',
      ]);
    });
  });
});

describe('the journal', () => {
  beforeAll(async () => {
    local = await startLocalVod();
  });
  afterAll(() => local.close());

  it('has what was asked and what was answered, and no credentials', async () => {
    const { vod } = clientOf(local);
    await vod.GET('/v1.0/{project_id}/asset/list', { params: { query: { page: 0, size: 5 } } });
    const body = { asset_id: 'no-such-asset', parameter: { format: 'MP3' } } as const;
    const error: unknown = await vod
      .POST('/v1.0/{project_id}/asset/extract_audio', { body })
      .catch((reason: unknown) => reason);
    const path = `/v1.0/${local.projectId}/asset`;
    expect(local.requests).toMatchObject([
      {
        operationId: 'listAssetList',
        method: 'GET',
        path: `${path}/list`,
        query: { page: 0, size: 5 },
        status: 200,
        code: undefined,
      },
      {
        operationId: 'createExtractAudioTask',
        method: 'POST',
        path: `${path}/extract_audio`,
        body,
        status: 400,
        code: 'VOD.10062',
      },
    ]);
    expect(local.requests[1]?.requestId).toBe((error as { requestId: string }).requestId);
    const kept = JSON.stringify(local.requests);
    expect(kept).not.toContain(local.credentials.secretAccessKey);
    expect(kept).not.toContain('Signature');
  });

  it('has no query and no password of a URL that is to be fetched', async () => {
    const { vod } = clientOf(local);
    const url = 'http://user:FAKEPASSWORD@192.0.2.1/a.mp4?Signature=fake';
    const body = { upload_metadatas: [{ title: 'a', video_type: 'MP4' as const, url }] };
    await vod.POST('/v1.0/{project_id}/asset/upload_by_url', { body });
    expect(local.requests.at(-1)?.body).toEqual({
      upload_metadatas: [{ title: 'a', video_type: 'MP4', url: 'http://192.0.2.1/a.mp4' }],
    });
  });

  it('keeps no long body, which would fill the memory', async () => {
    const { vod } = clientOf(local);
    const body = { asset_id: 'no-such-asset', more: 'x'.repeat(20_000) };
    await vod.POST('/v1.0/{project_id}/asset/extract_audio', { body }).catch(() => undefined);
    expect(local.requests.at(-1)).toMatchObject({ code: 'VOD.10062' });
    expect(local.requests.at(-1)).not.toHaveProperty('body');
  });

  it('has the error codes of object storage and of IAM, too', async () => {
    await local.fetch(`${local.url}/upload/nothing`, { method: 'PUT', body: 'a' });
    await local.fetch(`${local.url}/v3/projects`);
    const kept = local.requests.slice(-2).map(({ status, code }) => [status, code]);
    expect(kept).toEqual([
      [403, 'SignatureDoesNotMatch'],
      [401, '401'],
    ]);
  });
});
