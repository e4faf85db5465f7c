/** An own `fetch` that `createVodClient` was given sends everything that is done with the client. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../scripts/run.js';
import {
  type CredentialProvider,
  fromChain,
  fromIamUser,
  fromInstanceMetadata,
} from '../../src/credentials/index.js';
import { createVodClient, createVodFetch, extractAudio, type VodClient } from '../../src/index.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { abandonUpload, uploadAsset, UploadError } from '../../src/upload/index.js';
import { upload } from '../local/service.js';
import { content } from './contents.js';

const globalFetch = globalThis.fetch;
const iamUser = { name: 'ode-to-joy-app', password: 'fake-password', domain: 'example-account' };

let local: LocalVod;
/** The method and path of what the own `fetch` has sent. */
let sent: string[];
let ownFetch: (request: Request) => Promise<Response>;
beforeEach(async () => {
  local = await startLocalVod({ iamUser, projectName: 'cn-north-4' });
  sent = [];
  ownFetch = (request) => {
    const { pathname } = new URL(request.url);
    sent.push(`${request.method} ${pathname.replaceAll(/[0-9a-f]{32}/g, '*')}`);
    return globalFetch(request);
  };
  // Nothing else can send: the local service is called by the saved function alone.
  vi.stubGlobal('fetch', () => Promise.reject(new Error('This is the global fetch.')));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await local.close();
});

const clientOf = (credentials: CredentialProvider | LocalVod['credentials']): VodClient =>
  createVodClient({
    endpoint: local.url,
    projectId: local.projectId,
    credentials,
    fetch: ownFetch,
  });

describe('the own fetch of a client', () => {
  it('sends calls, the login at IAM, the upload and the download', async () => {
    const { password, domain } = iamUser;
    const vod = clientOf(
      fromIamUser({
        ...{ user: iamUser.name, password, domain },
        ...{ iamEndpoint: local.iamUrl, projectName: 'cn-north-4' },
      }),
    );
    const job = await extractAudio(vod, { assetId: await upload(vod) });
    const audio = await job.wait();
    await using folder = await temporaryFolder('own-fetch');
    const path = join(folder.path, 'a.mp3');
    await audio.download(path);
    expect((await stat(path)).size).toBeGreaterThan(1000);
    expect(sent.slice(0, 5)).toEqual([
      'POST /v3/auth/tokens',
      'POST /v1.0/*/asset',
      expect.stringMatching(/^PUT \/upload\//),
      'POST /v1.0/*/asset/status/uploaded',
      'POST /v1.0/*/asset/extract_audio',
    ]);
    expect(sent.at(-1)).toMatch(/^GET \/asset\/.+\.mp3$/);
  });

  it('sends the parts of an upload, and what abandons it', async () => {
    const vod = clientOf(local.credentials);
    const options = { fileName: 'a.mp4', partSize: 1000, parallel: 1, maxRetries: 0 };
    await uploadAsset(vod, content(1500), options);
    const parts = sent
      .filter((each) => each.includes(' /upload/'))
      .map((each) => each.split(' ')[0]);
    expect(parts).toEqual(['POST', 'PUT', 'PUT', 'POST']);
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent.some((each) => each.startsWith('PUT'))) controller.error(new Error('broken'));
        else controller.enqueue(content(1000));
      },
    });
    sent.length = 0;
    const error: unknown = await uploadAsset(vod, broken, options).catch(
      (reason: unknown) => reason,
    );
    if (!(error instanceof UploadError && error.state)) throw error;
    sent.length = 0;
    await abandonUpload(vod, error.state);
    expect(sent.map((each) => each.split('/')[0])).toEqual(['GET ', 'DELETE ', 'POST ']);
  });

  it('sends the requests to the metadata service, also within a chain', async () => {
    const { accessKeyId: access, secretAccessKey: secret } = local.credentials;
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const credential = { access, secret, securitytoken: 'fake-token', expires_at };
    const serve = ownFetch;
    ownFetch = async (request) => {
      const { pathname } = new URL(request.url);
      const answers: Record<string, () => Response> = {
        '/meta-data/latest/api/token': () => new Response('fake-metadata-token'),
        '/openstack/latest/securitykey': () => Response.json({ credential }),
      };
      const answer = answers[pathname]?.();
      if (!answer) return serve(request);
      expect(request.redirect).toBe('manual');
      sent.push(`${request.method} ${request.url}`);
      return answer;
    };
    const credentials = fromChain(fromInstanceMetadata());
    const vod = clientOf(credentials);
    await vod.GET('/v1.0/{project_id}/asset/list').catch(() => undefined); // The token is made up.
    const metadata = [
      'PUT http://169.254.169.254/meta-data/latest/api/token',
      'GET http://169.254.169.254/openstack/latest/securitykey',
    ];
    expect(sent.slice(0, 3)).toEqual([...metadata, 'GET /v1.0/*/asset/list']);
    sent.length = 0;
    const options = { endpoint: local.url, credentials: fromInstanceMetadata(), fetch: ownFetch };
    const url = `${local.url}/v1.0/${local.projectId}/asset/list`;
    await createVodFetch(options)(url);
    expect(sent.slice(0, 2)).toEqual(metadata);
  });

  it('gives way to the fetch of a call, an upload or a provider', async () => {
    const vod = clientOf(local.credentials);
    const other = vi.fn((request: Request) => globalFetch(request));
    await uploadAsset(vod, content(1000), { fileName: 'a.mp4', fetch: other });
    expect(other).toHaveBeenCalledOnce();
    expect(sent).toEqual(['POST /v1.0/*/asset', 'POST /v1.0/*/asset/status/uploaded']);
    sent.length = 0;
    const metadata = vi.fn(() => Promise.resolve(new Response('no', { status: 500 })));
    const call = clientOf(fromInstanceMetadata({ fetch: metadata })).GET(
      '/v1.0/{project_id}/asset/list',
    );
    await expect(call).rejects.toThrow('answered with 500');
    expect(metadata).toHaveBeenCalledOnce();
    expect(sent).toEqual([]);
  });
});
