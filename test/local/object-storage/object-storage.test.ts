/** Uploads of whole files through presigned URLs. */
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startLocalVod } from '../../../src/local/index.js';
import { confirm, create, patient } from '../assets/uploaded.js';
import { md5, send, TestedService } from './multipart-steps.js';

const content = Buffer.from('no real video: its bytes are read after the upload is confirmed');
const oneHour = 60 * 60 * 1000;

const service = new TestedService('test');

const newUrl = async () => (await create(service.local)).video_upload_url;

function put(url: string, headers: Record<string, string> = {}, body = content) {
  return send(url, { method: 'PUT', headers, body: new Uint8Array(body) });
}

/** A request with a body of unknown length, and perhaps a length that it announces. */
function streamed(url: string, body: ReadableStream, length?: number): Request {
  const headers: Record<string, string> =
    length === undefined ? {} : { 'content-length': String(length) };
  const init: RequestInit & { duplex: 'half' } = { method: 'PUT', headers, body, duplex: 'half' };
  return new Request(url, init);
}

/** Begins a PUT by hand, and waits until the service has begun to write. */
async function beginPut(url: string, length: number): Promise<Socket> {
  const { port, hostname, host, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = [`PUT ${pathname}${search} HTTP/1.1`, `Host: ${host}`, 'Connection: close'];
  socket.write([...head, `Content-Length: ${String(length)}`, '', ''].join('\r\n'));
  socket.write(content.subarray(0, 10));
  const begun = async () => (await service.stored()).includes(content.toString('utf8', 0, 10));
  await vi.waitUntil(begun, patient);
  return socket;
}

function flipLast(url: URL, parameter: string): void {
  const value = url.searchParams.get(parameter) ?? '';
  url.searchParams.set(parameter, value.slice(0, -1) + (value.endsWith('0') ? '1' : '0'));
}

const forged = { status: 403, code: 'SignatureDoesNotMatch' };
const over = { status: 409, code: 'InvalidObjectState' };

describe('a presigned URL', () => {
  it('takes a file without any other credentials, and answers with its MD5', async () => {
    const { asset_id: id, video_upload_url: url } = await create(service.local);
    const { status, etag } = await put(url);
    expect([status, etag]).toEqual([200, `"${md5(content).toString('base64')}"`]);
    expect(await service.stored()).toEqual([content.toString()]);
    await confirm(service.local, id);
    expect(await (await fetch(await service.urlOf(id))).text()).toBe(content.toString());
  });

  it.each<[string, (url: URL) => void]>([
    ['another signature', (url) => flipLast(url, 'Signature')],
    ['no signature', (url) => url.searchParams.delete('Signature')],
    ['a signature that is no number', (url) => url.searchParams.set('Signature', 'x')],
    ['a later end', (url) => url.searchParams.set('Expires', '1999999999')],
    ['no end', (url) => url.searchParams.delete('Expires')],
    ['an unknown id', (url) => (url.pathname = `/upload/${'0'.repeat(32)}`)],
  ])('is refused with %s', async (_what, change) => {
    const url = new URL(await newUrl());
    change(url);
    expect(await put(url.href)).toMatchObject(forged);
    expect(await service.stored()).toEqual([]);
  });

  it('is refused for another asset, and by another service', async () => {
    const [one, asset] = [await create(service.local), await create(service.local)];
    const elsewhere = one.video_upload_url.replace(one.asset_id, asset.asset_id);
    expect(await put(elsewhere)).toMatchObject(forged);
    const other = await startLocalVod();
    onTestFinished(() => other.close());
    expect(await put(one.video_upload_url.replace(service.local.url, other.url))).toMatchObject(
      forged,
    );
  });

  it('is valid for an hour', async () => {
    const url = await newUrl();
    service.local.clock.advance(oneHour - 2000);
    expect(await put(url)).toMatchObject({ status: 200 });
    service.local.clock.advance(3000);
    expect(await put(url)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await service.stored()).toEqual([content.toString()]);
  });

  it('takes a better file until the upload is confirmed, and none after it', async () => {
    const { asset_id: id, video_upload_url: url } = await create(service.local);
    await put(url, {}, Buffer.from('first attempt'));
    expect(await put(url)).toMatchObject({ status: 200 });
    await confirm(service.local, id);
    expect(await put(url, {}, Buffer.from('too late'))).toMatchObject(over);
    expect(await service.stored()).toEqual([content.toString()]);
  });

  it('takes nothing after the upload was cancelled', async () => {
    const { asset_id: id, video_upload_url: url } = await create(service.local);
    await confirm(service.local, id, 'CANCELLED');
    expect(await put(url)).toMatchObject(over);
    expect(await service.stored()).toEqual([]);
  });
});

describe('an upload', () => {
  it('needs its length beforehand', async () => {
    const answer = await fetch(streamed(await newUrl(), new Blob([content]).stream()));
    expect(answer.status).toBe(411);
    expect(await answer.text()).toContain('<Code>MissingContentLength</Code>');
  });

  it('is refused at once when it announces more than 5 GiB', async () => {
    const body = new Blob([content]).stream();
    const answer = await service.local.fetch(streamed(await newUrl(), body, 5 * 1024 ** 3 + 1));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<Code>EntityTooLarge</Code>');
  });

  it.each<[string, (socket: Socket) => void]>([
    ['ends', (socket) => socket.end()],
    ['breaks off', (socket) => socket.resetAndDestroy()],
  ])('leaves nothing when it %s before all bytes have come', async (_what, stop) => {
    const { asset_id: id, video_upload_url: url } = await create(service.local);
    stop(await beginPut(url, content.length));
    await vi.waitUntil(async () => (await service.stored()).length === 0, patient);
    expect(await confirm(service.local, id)).toMatchObject({ code: 'VOD.10060' });
  });

  it.each([
    ['fewer', content.length + 1, 'IncompleteBody'],
    ['more', content.length - 1, 'RequestTimeout'],
  ])('of %s bytes than announced is refused without a socket too', async (_what, length, code) => {
    const body = new Blob([content]).stream();
    const answer = await service.local.fetch(streamed(await newUrl(), body, length));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`<Code>${code}</Code>`);
    expect(await service.stored()).toEqual([]);
  });

  const right = md5(content).toString('base64');
  const wrong = md5('other').toString('base64');
  it.each<[string, number, { video_md5?: string }, Record<string, string>]>([
    ['announced', 200, { video_md5: right }, {}],
    ['sent', 200, {}, { 'content-md5': right }],
    ['announced and sent', 200, { video_md5: right }, { 'content-md5': right }],
    ['announced, but wrong', 400, { video_md5: wrong }, {}],
    ['sent, but wrong', 400, {}, { 'content-md5': wrong }],
    ['announced, and another one is sent', 400, { video_md5: right }, { 'content-md5': wrong }],
  ])('whose MD5 is %s is answered %i', async (_what, status, announced, headers) => {
    const { video_upload_url: url } = await create(service.local, announced);
    const code = status === 200 ? undefined : 'BadDigest';
    expect(await put(url, headers)).toMatchObject({ status, code });
    expect(await service.stored()).toHaveLength(status === 200 ? 1 : 0);
  });

  it('that is refused before all of it has come ends its connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const refused = new URL(await newUrl());
    flipLast(refused, 'Signature');
    const half = request(refused, { agent, method: 'PUT', headers: { 'content-length': 1000 } });
    half.on('error', () => undefined); // It is broken off in the end, after its answer.
    half.write(content);
    const [answer] = (await once(half, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers.connection]).toEqual([403, 'close']);
    half.end();

    const next = request(await newUrl(), { agent, method: 'PUT' }).end(content);
    const [nextAnswer] = (await once(next, 'response')) as [IncomingMessage];
    expect(nextAnswer.statusCode).toBe(200);
    nextAnswer.resume();
  });

  it('that never ends, and has no socket, does not keep the service from closing', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const answer = service.local.fetch(streamed(await newUrl(), readable, 100));
    await writer.write(content.subarray(0, 10));
    const ends = [
      service.local.close().then(() => 'closed'),
      delay(2000, 'still open', { ref: false }),
    ];
    const end = await Promise.race(ends);
    await writer.abort().catch(() => undefined); // Otherwise a service that hangs could never be closed.
    await answer;
    expect(end).toBe('closed');
    expect(await service.stored()).toEqual([]);
  });
});
