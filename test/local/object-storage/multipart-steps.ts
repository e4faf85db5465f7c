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

/** @param service the service and its folder, once they are there. */
export function multipartSteps(service: () => { local: LocalVod; folder: string }) {
  async function urlFor(asset: Created, step: Record<string, string>): Promise<string> {
    const told = await call(service().local, 'showAssetTempAuthority', {
      query: stepQuery(asset, step),
    });
    expect(told.status).toBe(200);
    return told.body.sign_str;
  }

  async function begin(asset: Created): Promise<string> {
    const url = await urlFor(asset, { http_verb: 'POST', content_type: 'video/mp4' });
    const { xml } = await send(url, { method: 'POST', headers: { 'content-type': 'video/mp4' } });
    return /<UploadId>(\w+)<\/UploadId>/.exec(xml)?.[1] ?? '';
  }

  async function putPart(
    asset: Created,
    uploadId: string,
    number: number,
    bytes: string | Uint8Array<ArrayBuffer>,
  ) {
    const step = { http_verb: 'PUT', upload_id: uploadId, part_number: String(number) };
    return send(await urlFor(asset, step), { method: 'PUT', body: bytes });
  }

  async function list(asset: Created, uploadId: string) {
    const url = await urlFor(asset, { http_verb: 'GET', upload_id: uploadId });
    return send(url, { method: 'GET' });
  }

  async function complete(asset: Created, uploadId: string, xml: string) {
    const url = await urlFor(asset, { http_verb: 'POST', upload_id: uploadId });
    const headers = { 'content-type': 'application/xml' };
    return send(url, { method: 'POST', headers, body: xml });
  }

  async function abort(asset: Created, uploadId: string) {
    const url = await urlFor(asset, { http_verb: 'DELETE', upload_id: uploadId });
    return send(url, { method: 'DELETE' });
  }

  async function filesOf(asset: Created): Promise<string[]> {
    const { folder } = service();
    const [stem = ''] = asset.target?.object.split('/').at(-1)?.split('.') ?? [];
    const names = (await readdir(folder)).filter((each) => each.startsWith(stem)).sort();
    return Promise.all(names.map((each) => readFile(join(folder, each), 'utf8')));
  }

  return { urlFor, begin, putPart, list, complete, abort, filesOf };
}

/** The body that asks for these parts to be put together. */
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
