/** The object storage beside the service: uploads through pre-signed URLs. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { VodClient } from '../../../src/client/client.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { clientOf, detailsOf } from '../service.js';

const content = Buffer.from('no real video, which nobody looks at before the upload is confirmed');
const oneHour = 60 * 60 * 1000;
/** For what the service does by itself, soon. */
const patient = { interval: 5, timeout: 10_000 };

let folder = '';
let aheadMs = 0;
let local: LocalVod;
let vod: VodClient;
beforeEach(async () => {
  aheadMs = 0;
  folder = await mkdtemp(join(tmpdir(), 'object-storage-test-'));
  local = await startLocalVod({ folder, now: () => Date.now() + aheadMs });
  vod = clientOf(local);
});
afterEach(async () => {
  await local.close();
  await rm(folder, { recursive: true });
});

async function create(more: { video_md5?: string } = {}) {
  const body = { title: 'clip', video_name: 'clip.mp4', video_type: 'MP4', ...more } as const;
  const { data } = await vod.POST('/v1.0/{project_id}/asset', { body });
  return { assetId: data.asset_id, url: data.video_upload_url };
}

async function put(url: string, headers: Record<string, string> = {}, body = content) {
  const init = { method: 'PUT', headers, body: new Uint8Array(body) };
  return told(await fetch(url, init));
}

async function told(response: Response) {
  const code = /<Code>(.*)<\/Code>/.exec(await response.text())?.[1];
  return { status: response.status, code };
}

function confirm(assetId: string, status: 'CREATED' | 'CANCELLED' = 'CREATED') {
  const body = { asset_id: assetId, status };
  return vod.POST('/v1.0/{project_id}/asset/status/uploaded', { body });
}

function md5(of: Uint8Array): string {
  return createHash('md5').update(of).digest('base64');
}

async function stored(): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('vod.db'));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

/** Begins a PUT by hand, and waits until the service has begun to write. */
async function beginPut(url: string, length: number): Promise<Socket> {
  const { port, hostname, host, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = [`PUT ${pathname}${search} HTTP/1.1`, `Host: ${host}`, 'Connection: close'];
  socket.write([...head, `Content-Length: ${String(length)}`, '', ''].join('\r\n'));
  socket.write(content.subarray(0, 10));
  await vi.waitFor(
    async () => expect(await stored()).toContain(content.toString('utf8', 0, 10)),
    patient,
  );
  return socket;
}

describe('a pre-signed URL', () => {
  it('takes a file without any other credentials', async () => {
    const { assetId, url } = await create();
    const response = await fetch(url, { method: 'PUT', body: content });
    expect(response.status).toBe(200);
    const hex = createHash('md5').update(content).digest('hex');
    expect(Buffer.from(response.headers.get('etag') ?? '', 'base64').toString('hex')).toBe(hex);
    expect(await stored()).toEqual([content.toString()]);
    await confirm(assetId);
    expect((await detailsOf(vod, assetId)).base_info?.video_url).toBeDefined();
  });

  const forged = { status: 403, code: 'SignatureDoesNotMatch' };
  it.each<[string, (url: URL) => void]>([
    ['another signature', (url) => flipLast(url, 'Signature')],
    ['no signature', (url) => url.searchParams.delete('Signature')],
    ['a signature that is no number', (url) => url.searchParams.set('Signature', 'x')],
    ['a later end', (url) => url.searchParams.set('Expires', '1999999999')],
    ['no end', (url) => url.searchParams.delete('Expires')],
    ['the id of nobody', (url) => (url.pathname = `/upload/${'0'.repeat(32)}`)],
  ])('with %s is refused', async (_what, change) => {
    const url = new URL((await create()).url);
    change(url);
    expect(await put(url.href)).toEqual(forged);
    expect(await stored()).toEqual([]);
  });

  it('is for its own asset and no other', async () => {
    const [one, other] = [await create(), await create()];
    expect(await put(one.url.replace(one.assetId, other.assetId))).toEqual(forged);
    expect(await stored()).toEqual([]);
  });

  it('is for this service and no other', async () => {
    const other = await startLocalVod();
    onTestFinished(() => other.close());
    const { url } = await create();
    expect(await put(url.replace(local.url, other.url))).toEqual(forged);
  });

  it('lives for an hour', async () => {
    const { url } = await create();
    aheadMs = oneHour - 2000;
    expect(await put(url)).toMatchObject({ status: 200 });
    aheadMs = oneHour + 1000;
    expect(await put(url)).toEqual({ status: 403, code: 'AccessDenied' });
    expect(await stored()).toEqual([content.toString()]);
  });

  it('takes a better file until the upload is confirmed, and none after it', async () => {
    const { assetId, url } = await create();
    await put(url, {}, Buffer.from('first attempt'));
    expect(await put(url)).toMatchObject({ status: 200 });
    await confirm(assetId);
    const late = await put(url, {}, Buffer.from('too late'));
    expect(late).toEqual({ status: 409, code: 'InvalidObjectState' });
    expect(await stored()).toEqual([content.toString()]);
  });

  it('takes nothing after the upload was given up', async () => {
    const { assetId, url } = await create();
    await confirm(assetId, 'CANCELLED');
    expect(await put(url)).toEqual({ status: 409, code: 'InvalidObjectState' });
    expect(await stored()).toEqual([]);
  });

  it('takes no file that was begun before the confirmation and ends after it', async () => {
    const { assetId, url } = await create();
    await put(url);
    const slow = await beginPut(url, content.length);
    await confirm(assetId);
    slow.write(Buffer.alloc(content.length - 10, 'x'));
    await once(slow.resume(), 'close');
    expect(await stored()).toEqual([content.toString()]);
  });
});

describe('a file', () => {
  it('needs its length beforehand', async () => {
    const { url } = await create();
    const body = new Blob([content]).stream();
    const init: RequestInit & { duplex: 'half' } = { method: 'PUT', body, duplex: 'half' };
    const refused = { status: 411, code: 'MissingContentLength' };
    expect(await told(await fetch(url, init))).toEqual(refused);
    expect(await stored()).toEqual([]);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['ends', (socket) => socket.end()],
    ['breaks off', (socket) => socket.resetAndDestroy()],
  ])('of which fewer bytes come than announced leaves nothing when it %s', async (_what, stop) => {
    const { assetId, url } = await create();
    const socket = await beginPut(url, content.length);
    stop(socket);
    await vi.waitFor(async () => expect(await stored()).toEqual([]), patient);
    await expect(confirm(assetId)).rejects.toMatchObject({ code: 'VOD.10060' });
  });

  it.each([
    ['fewer', content.length + 1, 'IncompleteBody'],
    ['more', content.length - 1, 'RequestTimeout'],
  ])('of %s bytes than announced is refused without a socket too', async (_what, length, code) => {
    const { url } = await create();
    const headers = { 'content-length': String(length) };
    const body = new Blob([content]).stream();
    const init: RequestInit & { duplex: 'half' } = { method: 'PUT', headers, body, duplex: 'half' };
    const answer = await local.fetch(new Request(url, init));
    expect(await told(answer)).toEqual({ status: 400, code });
    expect(await stored()).toEqual([]);
  });

  const [right, wrong] = [md5(content), md5(Buffer.from('something else'))];
  it.each([
    ['announced', 200, { video_md5: right }, {}],
    ['sent', 200, {}, { 'content-md5': right }],
    ['announced and sent', 200, { video_md5: right }, { 'content-md5': right }],
    ['announced, but wrong,', 400, { video_md5: wrong }, {}],
    ['sent, but wrong,', 400, {}, { 'content-md5': wrong }],
    ['announced, and another one sent,', 400, { video_md5: right }, { 'content-md5': wrong }],
  ])('whose MD5 was %s gets %i', async (_what, status, announced, headers) => {
    const { url } = await create(announced);
    const code = status === 200 ? undefined : 'BadDigest';
    expect(await put(url, headers)).toEqual({ status, code });
    expect(await stored()).toHaveLength(status === 200 ? 1 : 0);
  });

  it('that is refused before all of it has come ends its connection, which nobody uses again', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const refused = new URL((await create()).url);
    flipLast(refused, 'Signature');
    const half = request(refused, { agent, method: 'PUT', headers: { 'content-length': 1000 } });
    half.on('error', () => undefined); // It is broken off in the end, after its answer.
    half.write(content);
    const [answer] = (await once(half, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers.connection]).toEqual([403, 'close']);
    half.end();

    const next = request((await create()).url, { agent, method: 'PUT' }).end(content);
    const [nextAnswer] = (await once(next, 'response')) as [IncomingMessage];
    expect(nextAnswer.statusCode).toBe(200);
    nextAnswer.resume();
  });

  it('that is half there when the service is closed leaves nothing', async () => {
    const socket = await beginPut((await create()).url, content.length);
    socket.on('error', () => undefined); // The service closes the connection, which is what it should do.
    await local.close();
    expect(await stored()).toEqual([]);
  });

  it('that never ends, and has no socket, does not keep the service from closing', async () => {
    const { readable: body, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const headers = { 'content-length': '100' };
    const init: RequestInit & { duplex: 'half' } = { method: 'PUT', headers, body, duplex: 'half' };
    const answer = local.fetch(new Request((await create()).url, init));
    await writer.write(content.subarray(0, 10));
    const ends = [local.close().then(() => 'closed'), delay(2000, 'still open', { ref: false })];
    const end = await Promise.race(ends);
    await writer.abort().catch(() => undefined); // Otherwise nobody could ever close the service.
    await answer;
    expect(end).toBe('closed');
    expect(await stored()).toEqual([]);
  });
});

function flipLast(url: URL, parameter: string): void {
  const value = url.searchParams.get(parameter) ?? '';
  url.searchParams.set(parameter, value.slice(0, -1) + (value.endsWith('0') ? '1' : '0'));
}
