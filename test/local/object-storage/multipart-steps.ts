/** A local VOD service for the tests of object storage, and the steps of uploads to it. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import { type create, detailsOf } from '../assets/uploaded.js';

export type Created = Awaited<ReturnType<typeof create>>;

/** A service that runs during a test file, or during each test. */
export class TestedService {
  local!: LocalVod; // It is started before the tests.
  /** Its folder, in another folder that is for the test as well. */
  folder = '';

  constructor(each: 'file' | 'test', options: LocalVodOptions = {}) {
    const [before, after] = each === 'file' ? [beforeAll, afterAll] : [beforeEach, afterEach];
    before(async () => {
      this.folder = join(await mkdtemp(join(tmpdir(), 'object-storage-test-')), 'files');
      this.local = await startLocalVod({ folder: this.folder, ...options });
    });
    after(async () => {
      vi.restoreAllMocks();
      await this.local.close();
      await rm(dirname(this.folder), { recursive: true });
    });
  }

  /** The contents of the files in its folder, beside those of the store. */
  stored(nameStart = ''): Promise<string[]> {
    return storedIn(this.folder, nameStart);
  }

  /** The URL of an asset's file. */
  async urlOf(id: string): Promise<string> {
    return (await detailsOf(this.local, id)).body.base_info?.video_url ?? '';
  }
}

/** The contents of the files in the folder of a service, beside those of the store. */
export async function storedIn(folder: string, nameStart = ''): Promise<string[]> {
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(nameStart) && !name.startsWith('vod.db'),
  );
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
}

/** The query for a step on the file of an asset. */
export function stepQuery(
  { target }: Created,
  step: Record<string, string>,
): Record<string, string> {
  return { bucket: target?.bucket ?? '', object_key: target?.object ?? '', ...step };
}

/** Sends a step to object storage. */
export async function send(url: string, init: RequestInit) {
  const response = await fetch(url, init);
  const xml = await response.text();
  const code = /<Code>(.*)<\/Code>/.exec(xml)?.[1];
  return { status: response.status, etag: response.headers.get('etag') ?? '', xml, code };
}

/** The steps of an upload in parts, each by the URL that the service gives for it. */
export function multipartSteps(service: Pick<TestedService, 'local'>) {
  async function urlFor(asset: Created, step: Record<string, string>): Promise<string> {
    const query = stepQuery(asset, step);
    const answer = await call(service.local, 'showAssetTempAuthority', { query });
    expect(answer.status).toBe(200);
    return answer.body.sign_str;
  }
  async function step(
    asset: Created,
    http_verb: string,
    query: Record<string, string>,
    init: RequestInit = {},
  ) {
    return send(await urlFor(asset, { http_verb, ...query }), { method: http_verb, ...init });
  }
  return {
    urlFor,
    begin: async (asset: Created): Promise<string> => {
      const headers = { 'content-type': 'video/mp4' };
      const { xml } = await step(asset, 'POST', { content_type: 'video/mp4' }, { headers });
      return /<UploadId>(\w+)<\/UploadId>/.exec(xml)?.[1] ?? '';
    },
    putPart: (asset: Created, upload_id: string, number: number, body: BodyInit) =>
      step(asset, 'PUT', { upload_id, part_number: String(number) }, { body }),
    list: (asset: Created, upload_id: string) => step(asset, 'GET', { upload_id }),
    complete: (asset: Created, upload_id: string, body: string) =>
      step(asset, 'POST', { upload_id }, { headers: { 'content-type': 'application/xml' }, body }),
    abort: (asset: Created, upload_id: string) => step(asset, 'DELETE', { upload_id }),
  };
}

/** How the names of an asset's files begin. */
export function stemOf({ target }: Created): string {
  return target?.object.split('/').at(-1)?.split('.')[0] ?? '';
}

/** The body of the request to assemble these parts. */
export function listing(...parts: [number: number, etag: string][]): string {
  const rows = parts.map(
    ([number, etag]) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>${etag.replaceAll('"', '&quot;')}</ETag></Part>`,
  );
  return `<CompleteMultipartUpload>${rows.join('')}</CompleteMultipartUpload>`;
}

export function md5(of: string | Uint8Array): Buffer {
  return createHash('md5').update(of).digest();
}
