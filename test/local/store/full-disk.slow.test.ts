import { execFile, spawnSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeMedia } from '../../make-media.js';
import { patient } from '../assets/uploaded.js';
import { webhookKey, readWebhook, recordWebhooks } from '../delivery/webhook-recorder.js';
import { durableFolder } from './durable-folder.js';
import { callService, exchange, type Service } from './durable-process.js';

/** Only util-linux can limit a process that runs. */
const cannotLimit = spawnSync('prlimit', ['--version']).status !== 0;
const folder = await durableFolder();
const { startApart } = folder;
const small = { title: 'a', video_name: 'a.mp4', video_type: 'MP4' };

// A limit on the size of files takes the place of a full disk. Windows has no such limit.
describe.skipIf(process.platform === 'win32')('a service on a full disk', () => {
  /** What starts a program with at most so many KiB in each file. */
  const limited = (kibibytes: number) => [
    ...['bash', '-c', `ulimit -S -f ${kibibytes}; exec "$@"`, 'bash'],
  ];

  it('refuses what it has no room for, and keeps what it has accepted', async () => {
    const apart = await startApart({}, ...limited(256));
    const service = await apart.started();
    const { body: video } = await callService(service, '', small);
    const url = String(video['video_upload_url']);
    const refused = await exchange(url, 'PUT', new Uint8Array(1024 * 1024));
    expect(refused).toMatchObject({ status: 500 });
    expect(refused.bytes.toString()).toContain(
      `The disk of ${folder.path} is full. Free some space there`,
    );
    expect((await readdir(folder.path)).filter((name) => !name.startsWith('vod.db'))).toEqual([]);

    const accepted = [video['asset_id']];
    let failure = '';
    while (failure === '') {
      const large = { ...small, description: 'x'.repeat(1024) };
      const { status, body } = await callService(service, '', large);
      if (status === 200) accepted.unshift(body['asset_id']);
      else failure = `${status} ${String(body['error_code'])} ${String(body['error_msg'])}`;
    }
    expect(failure).toMatch(/^500 VOD\.10051 /);
    expect(failure).toContain(join(folder.path, 'vod.db'));
    const idsOf = async (of: Service) => {
      const { body } = await callService(of, '/info?size=100');
      return (body['asset_info_array'] as { asset_id: string }[]).map(({ asset_id: id }) => id);
    };
    expect(await idsOf(service)).toEqual(accepted.slice(0, 100));
    await apart.kill();
    const next = await (await startApart()).started();
    expect(await idsOf(next)).toEqual(accepted.slice(0, 100));
  });

  it.each(['was killed', 'was closed'])('starts after it %s, and answers reads', async (how) => {
    const first = await startApart();
    const before = await first.started();
    const { body } = await callService(before, '', small);
    await first.kill();
    if (how === 'was closed') await (await folder.start()).close();
    const apart = await startApart({}, ...limited(0));
    const service = await apart.started();
    expect(service).toEqual(before);
    const details = await callService(service, `/details?asset_id=${String(body['asset_id'])}`);
    expect(details.body).toMatchObject({ asset_id: body['asset_id'] });
    const refused = await callService(service, '', small);
    expect(refused).toMatchObject({ status: 500, body: { error_code: 'VOD.10051' } });
    await apart.kill();
    const next = await (await startApart()).started();
    expect((await callService(next, '', small)).status).toBe(200);
  });

  /** Starts a service whose files can be limited while it runs, with a video to extract from. */
  async function startWith(file: string | Uint8Array) {
    const receiver = await recordWebhooks();
    onTestFinished(() => receiver.close());
    const apart = await startApart({ webhook: { url: receiver.url, key: webhookKey } });
    const service = await apart.started();
    const limitFiles = (bytes: string) =>
      promisify(execFile)('prlimit', ['--pid', String(apart.pid), `--fsize=${bytes}:`]);
    const { body: video } = await callService(service, '', small);
    const asset_id = video['asset_id'];
    await exchange(String(video['video_upload_url']), 'PUT', file);
    await callService(service, '/status/uploaded', { asset_id, status: 'CREATED' });
    const extract = async () => {
      const { body: job } = await callService(service, '/extract_audio', { asset_id });
      const audioId = String(job['audio_asset_id']);
      const stateOf = async () =>
        (await callService(service, `/details?asset_id=${audioId}`)).body['transcode_info'];
      return { audioId, stateOf };
    };
    return { receiver, apart, limitFiles, extract };
  }

  it.skipIf(cannotLimit)('delays an extraction until there is room for its audio', async () => {
    const loops = ['-stream_loop', '4', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
    const file = `${folder.path}.mp4`;
    onTestFinished(() => rm(file));
    const long = await readFile(await makeMedia(file, ...loops));
    const { receiver, apart, limitFiles, extract } = await startWith(long);
    // Enough for the store, and too little for a minute of MP3.
    await limitFiles(String(512 * 1024));
    const { audioId, stateOf } = await extract();
    await vi.waitUntil(() => apart.errorOutput.includes('has no room for the audio'), patient);
    expect(apart.errorOutput).toContain(audioId);
    expect(await stateOf()).toMatchObject({ transcode_status: 'WAITING_TRANSCODE' });
    expect((await readdir(folder.path)).filter((name) => name.includes('.mp3'))).toEqual([]);
    await limitFiles('unlimited');
    const taken = await receiver.webhook((all) => all[0]);
    expect(readWebhook(taken)).toMatchObject({ asset_id: audioId, status: 'SUCCEED' });
    expect(receiver.webhooks).toHaveLength(1);
  });

  it.skipIf(cannotLimit)('delays the end of an extraction until it can be stored', async () => {
    const { receiver, apart, limitFiles, extract } = await startWith('no video');
    const { audioId, stateOf } = await extract();
    await limitFiles('1');
    await vi.waitUntil(() => apart.errorOutput.includes('could not be written'), patient);
    expect(await stateOf()).toMatchObject({ transcode_status: 'TRANSCODING' });
    expect(receiver.webhooks).toEqual([]);
    await limitFiles('unlimited');
    const taken = await receiver.webhook((all) => all[0]);
    expect(readWebhook(taken)).toMatchObject({ asset_id: audioId, status: 'FAILED' });
    expect(await stateOf()).toMatchObject({ transcode_status: 'TRANSCODE_FAILED' });
    // The first failed attempt is logged, and the next ones are not.
    expect(apart.errorOutput.split('\n').filter(Boolean)).toHaveLength(1);
  });
});
