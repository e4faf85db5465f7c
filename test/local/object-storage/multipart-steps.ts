/** The steps of an upload in parts, each by the URL that the service gives for it. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { LocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import type { create } from '../assets/uploaded.js';

export type Created = Awaited<ReturnType<typeof create>>;

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

/** @param service returns the service and its folder, once they are there. */
export function multipartSteps(service: () => { local: LocalVod; folder: string }) {
  async function urlFor(asset: Created, step: Record<string, string>): Promise<string> {
    const query = stepQuery(asset, step);
    const answer = await call(service().local, 'showAssetTempAuthority', { query });
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
    filesOf: async (asset: Created): Promise<string[]> => {
      const { folder } = service();
      const [stem = ''] = asset.target?.object.split('/').at(-1)?.split('.') ?? [];
      const names = (await readdir(folder)).filter((each) => each.startsWith(stem)).sort();
      return Promise.all(names.map((each) => readFile(join(folder, each), 'utf8')));
    },
  };
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
