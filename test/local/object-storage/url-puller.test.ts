/** Assets whose files the service fetches from URLs. */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Asset } from '../../../src/local/assets/asset.js';
import { Assets } from '../../../src/local/assets/assets.js';
import { startLocalVod } from '../../../src/local/index.js';
import { UrlPuller, type UrlPullerOptions } from '../../../src/local/object-storage/url-puller.js';
import { Store } from '../../../src/local/store/store.js';
import { SAMPLE } from '../../make-media.js';
import { call } from '../answers.js';
import { confirm, detailsOf, extract, infoOf, patient } from '../assets/uploaded.js';
import { TestedService } from './multipart-steps.js';

const service = new TestedService('file', { pullHosts: ['Media.Example.invalid'] });
let server: Server;
let origin = '';
const asked: string[] = [];
/** Ends the answers that have not ended. */
const endings: (() => void)[] = [];

const answers: Record<string, RequestListener> = {
  '/sample.mp4': (_request, response) => {
    void readFile(SAMPLE).then((bytes) => response.end(bytes));
  },
  '/slow.mp4': (_request, response) => {
    response.write('the beginning');
    endings.push(() => response.end());
  },
  '/short.mp4': (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('not a thousand bytes');
    setTimeout(() => response.destroy(), 20);
  },
  '/endless.mp4': (_request, response) => {
    response.write(Buffer.alloc(2000));
    endings.push(() => response.end());
  },
  '/long.mp4': (_request, response) => {
    response.writeHead(200, { 'content-length': '1000000000000' }).flushHeaders();
    endings.push(() => response.destroy());
  },
  '/moved.mp4': (_request, response) => {
    response.writeHead(302, { location: '/sample.mp4' }).end();
  },
  ...Object.fromEntries(
    [201, 202, 203, 204, 205, 206, 304].map((status): [string, RequestListener] => [
      `/${status}.mp4`,
      (_request, response) => response.writeHead(status).end(status % 100 < 4 ? 'a part' : ''),
    ]),
  ),
  '/missing.mp4': (_request, response) => {
    response.writeHead(404).end();
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answers[request.url ?? '']?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens by TCP.
});
afterAll(async () => {
  for (const end of endings) end();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const pullFile = (more: object) => {
  const file = { video_type: 'MP4', title: 'clip', url: `${origin}/sample.mp4`, ...more };
  return call(service.local, 'uploadMetaDataByUrl', { body: { upload_metadatas: [file] } });
};
/** Has a file fetched. Returns its row. */
const pull = async (url: string) => (await pullFile({ url })).body.upload_assets?.[0];

/** The row of an asset, when it is no longer CREATING. */
async function settled(id = '') {
  await vi.waitUntil(async () => (await infoOf(service.local, id))?.status !== 'CREATING', patient);
  return infoOf(service.local, id);
}

describe('uploadMetaDataByUrl', () => {
  it('makes a video whose audio can be extracted', async () => {
    const more = { title: 'Ode', tags: 'music', description: 'fetched', auto_publish: 0 };
    const [row] = (await pullFile(more)).body.upload_assets ?? [];
    const id = row?.asset_id ?? '';
    expect(row).toEqual({ url: `${origin}/sample.mp4`, asset_id: id });
    expect(await settled(id)).toMatchObject({
      status: 'CREATED',
      base_info: { title: 'Ode', tags: 'music', description: 'fetched', video_type: 'MP4' },
    });
    const { body: audio } = await detailsOf(service.local, await extract(service.local, id));
    expect(audio.transcode_info?.transcode_status).toBe('TRANSCODE_SUCCEED');
    expect(audio.base_info?.meta_data?.duration).toBe(11);
  });

  it('fetches in the background, and the asset is busy meanwhile', async () => {
    const { asset_id: id = '' } = (await pull(`${origin}/slow.mp4`)) ?? {};
    await vi.waitUntil(() => endings.length > 0, patient);
    expect(await infoOf(service.local, id)).toMatchObject({ status: 'CREATING' });
    const extraction = await call(service.local, 'createExtractAudioTask', {
      body: { asset_id: id },
    });
    expect(extraction).toMatchObject({ status: 403, code: 'VOD.10060' });
    expect(await confirm(service.local, id)).toMatchObject({ status: 403, code: 'VOD.10126' });
    const deletion = await call(service.local, 'deleteAssets', { query: { asset_id: id } });
    expect(deletion.body.delete_result_array).toEqual([{ asset_id: id, status: 'FAILED' }]);
    endings.pop()?.();
    expect(await settled(id)).toMatchObject({ status: 'PUBLISHED' });
  });

  it.each<[string, RegExp]>([
    ['/missing.mp4', /^VOD\.10121: .*404/],
    ['/201.mp4', /the answer was 201$/],
    ['/202.mp4', /the answer was 202$/],
    ['/203.mp4', /the answer was 203$/],
    ['/204.mp4', /the answer was 204$/],
    ['/205.mp4', /the answer was 205$/],
    ['/206.mp4', /the answer was 206$/],
    ['/304.mp4', /the answer was 304$/],
    ['/moved.mp4', /^VOD\.10121: .*302/],
    ['/short.mp4', /^VOD\.10121: /],
    ['/long.mp4', /^VOD\.10121: .*more than 5368709120 bytes/],
    ['http://localhost:1/no-server.mp4', /^VOD\.10121: /],
  ])('leaves no file behind when %s cannot be fetched', async (path, description) => {
    asked.length = 0;
    const before = await readdir(service.folder);
    const row = await pull(new URL(path, origin).href);
    expect(await settled(row?.asset_id)).toMatchObject({
      status: 'UPLOAD_FAILED',
      description: expect.stringMatching(description),
    });
    expect(asked).toEqual(path.startsWith('/') ? [path] : []);
    expect(await readdir(service.folder)).toEqual(before);
  });

  it.each([
    'http://example.invalid/sample.mp4',
    'http://media.example.invalid.example.com/sample.mp4',
    'http://127.0.0.1.example.com/sample.mp4',
    'http://0.0.0.0/sample.mp4',
    'http://10.0.0.1/sample.mp4',
    'http://169.254.169.254/sample.mp4',
    'http://[::ffff:127.0.0.1]/sample.mp4',
    'http://[fe80::1]/sample.mp4',
    'https://localhost.example.com/sample.mp4',
  ])('refuses the host of %s', async (url) => {
    const error_msg = expect.stringMatching(/name the host in pullHosts/);
    expect(await pull(url)).toEqual({ url, error_code: 'VOD.10121', error_msg });
  });

  it.each([
    'file:///etc/passwd.mp4',
    'ftp://localhost/sample.mp4',
    'http://user:password@localhost/sample.mp4',
    'http://localhost/sample',
    'http://localhost/sample.mp4/',
  ])('refuses %s, which is no URL of a file', async (url) => {
    expect(await pull(url)).toMatchObject({ url, error_code: 'VOD.10053' });
  });

  it('refuses one row, and fetches the others', async () => {
    const upload_metadatas = [`${origin}/sample.mp4`, 'http://example.invalid/sample.mp4'].map(
      (url) => ({ video_type: 'MP4', title: 'clip', url }),
    );
    const { body } = await call(service.local, 'uploadMetaDataByUrl', {
      body: { upload_metadatas },
    });
    expect(body.upload_assets).toMatchObject([
      { asset_id: expect.any(String) },
      { error_code: 'VOD.10121' },
    ]);
  });

  it.each<[number, object]>([
    [501, { workflow_name: 'extract_audio' }],
    [501, { auto_preheat: 1 }],
    [400, { title: 'ä'.repeat(65) }],
    [400, { tags: Array(17).fill('t').join(',') }],
    [403, { category_id: 7 }],
    [400, { video_type: 'EXE' }],
    [400, { url: 'sample.mp4' }],
  ])('answers %i to the whole call for a file with %j', async (status, more) => {
    expect((await pullFile(more)).status).toBe(status);
  });
});

describe('publishAssetFromObs', () => {
  it('is not offered, because there are no buckets', async () => {
    const input = { bucket: 'b', location: 'l', object: 'o' };
    const body = { video_type: 'MP4', title: 'clip', input };
    const told = await call(service.local, 'publishAssetFromObs', { body });
    expect(told).toMatchObject({ status: 501, code: 'LOCAL.501' });
    expect(told.text).toContain('publishAssetFromObs');
  });
});

describe('UrlPuller', () => {
  function start(more: Partial<UrlPullerOptions> = {}, path = service.folder) {
    const assets = new Assets({ folder: path, now: Date.now, store: new Store(undefined) });
    const ignore = () => undefined;
    const calls = { stageEvent: ignore, onPulled: ignore };
    const options = { hosts: [], largest: 1000, timeoutMs: 10_000, ...calls };
    const puller = new UrlPuller(assets, { ...options, ...more });
    const pull = (name: string): Asset => {
      const given = { title: 'clip', fileType: 'MP4', origin: '', published: true } as const;
      const asset = assets.add({ ...given, maker: 'pull', pullUrl: `${origin}/${name}` });
      puller.pull(asset);
      return asset;
    };
    return { puller, pull, pullEndless: () => pull('endless.mp4') };
  }

  it.each<[string, Partial<UrlPullerOptions>, RegExp]>([
    ['bytes', {}, /more than 1000 bytes came/],
    ['time', { largest: 10_000, timeoutMs: 50 }, /timeout/],
  ])('ends a fetch that takes too much of %s', async (_what, options, why) => {
    const { puller, pullEndless } = start(options);
    const asset = pullEndless();
    await vi.waitUntil(() => asset.fileState === 'failed', patient);
    expect(asset.taskDescription).toMatch(why);
    await puller.close();
  });

  it('tries again when the file cannot be stored', async () => {
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const path = join(service.folder, 'missing');
    const { puller, pull: pullHere } = start({ largest: 10_000_000 }, path);
    const asset = pullHere('sample.mp4');
    await vi.waitUntil(() => complaints.mock.calls.length > 0, patient);
    expect(complaints.mock.calls[0]).toEqual([expect.stringContaining(path)]);
    complaints.mockRestore();
    await mkdir(path);
    await vi.waitUntil(() => asset.fileState === 'ready', patient);
    await puller.close();
    await rm(path, { recursive: true });
  });

  it('allows a host by its name, in any case', () => {
    const { puller } = start({ hosts: ['Media.Example.invalid'] });
    expect(puller.refusal('https://media.example.invalid:8443/sample.mp4')).toBeUndefined();
    expect(puller.refusal('https://example.invalid/sample.mp4')).toBeDefined();
  });

  it.each(['video.example.com:8080', 'https://video.example.com', '2001:db8::1', 'a/b', ''])(
    'refuses "%s" as a host',
    async (host) => {
      await expect(startLocalVod({ pullHosts: [host] })).rejects.toThrow(
        /^pullHosts takes names of hosts, without scheme, port and path /,
      );
    },
  );

  it('ends fetches when the service is closed, and starts no others', async () => {
    const { puller, pullEndless } = start({ largest: 10_000 });
    const pulled = Array.from({ length: 6 }, pullEndless);
    asked.length = 0;
    await vi.waitUntil(() => asked.length === 4, patient);
    await puller.close();
    expect(pulled.map(({ fileState }) => fileState).slice(0, 4)).toEqual(Array(4).fill('awaited'));
    expect(asked).toHaveLength(4);
    expect((await readdir(service.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
