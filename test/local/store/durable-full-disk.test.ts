/** A disk without room: what cannot be saved is refused or held up, and what was told stays true. */
import { execFile, spawnSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { makeMedia } from '../../make-media.js';
import { callbackKey, readCallback, recordCallbacks } from '../delivery/webhook-recorder.js';
import { durableFolder } from './durable-folder.js';
import { callService, exchange, type Service } from './durable-process.js';
import { patient } from '../assets/uploaded.js';

const run = promisify(execFile);
// Only util-linux limits a process that runs.
const noLimits = spawnSync('prlimit', ['--version']).status !== 0;
const folder = durableFolder();
const { startApart, later } = folder;

// The limit on the size of files stands for a full disk: it is there without a disk of one's own to fill.
// Windows has no such limit.
describe.skipIf(process.platform === 'win32')('a full disk', () => {
  const limited = ['bash', '-c', 'ulimit -S -f 256; exec "$@"', 'bash'];
  const small = { title: 'a', video_name: 'a.mp4', video_type: 'MP4' };
  const large = { ...small, description: 'x'.repeat(1024) };

  it('refuses what it has no room for, and keeps what it has told', async () => {
    const apart = await startApart({}, ...limited);
    const service = await apart.started();
    const { body: video } = await callService(service, '', small);
    const url = String(video['video_upload_url']);
    const refused = await exchange(url, 'PUT', new Uint8Array(1024 * 1024));
    expect(refused).toMatchObject({ status: 500 });
    expect(refused.bytes.toString()).toContain(
      `The disk of ${folder.path} is full. Free some space there`,
    );
    expect((await readdir(folder.path)).filter((name) => !name.startsWith('vod.db'))).toEqual([]);

    const told = [video];
    let failure = '';
    while (failure === '') {
      const { status, body } = await callService(service, '', large);
      if (status === 200) told.push(body);
      else failure = `${status} ${String(body['error_code'])} ${String(body['error_msg'])}`;
    }
    expect(failure).toMatch(/^500 VOD\.10051 /);
    expect(failure).toContain(join(folder.path, 'vod.db'));
    const idsOf = async (of: Service) => {
      const { body } = await callService(of, '/info?size=100');
      return (body['asset_info_array'] as { asset_id: string }[]).map(({ asset_id: id }) => id);
    };
    const ids = told.map((body) => body['asset_id']).reverse();
    expect(await idsOf(service)).toEqual(ids.slice(0, 100));
    await apart.kill();
    const next = await (await startApart()).started();
    expect(await idsOf(next)).toEqual(ids.slice(0, 100));
  });

  it.each(['was killed', 'was closed'])(
    'lets a service start that %s, and tell what it has',
    async (how) => {
      const first = await startApart();
      const before = await first.started();
      const { body } = await callService(before, '', small);
      await first.kill();
      if (how === 'was closed') await (await folder.start()).close();
      // Not one byte may be written.
      const apart = await startApart({}, 'bash', '-c', 'ulimit -S -f 0; exec "$@"', 'bash');
      const service = await apart.started();
      expect(service).toEqual(before);
      const told = await callService(service, `/details?asset_id=${String(body['asset_id'])}`);
      expect(told.body).toMatchObject({ asset_id: body['asset_id'] });
      const refused = await callService(service, '', small);
      expect(refused).toMatchObject({ status: 500, body: { error_code: 'VOD.10051' } });
      await apart.kill();
      const next = await (await startApart()).started();
      expect((await callService(next, '', small)).status).toBe(200);
    },
  );

  /** A service whose files can be limited while it runs, with a video to extract from. */
  async function startWith(file: string | Uint8Array) {
    const receiver = await recordCallbacks();
    later(() => receiver.close());
    const apart = await startApart({ webhook: { url: receiver.url, key: callbackKey } });
    const service = await apart.started();
    const limitFiles = (to: string) =>
      run('prlimit', ['--pid', String(apart.pid), `--fsize=${to}:`]);
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

  // See `noLimits`: the limit has to change while the service runs.
  it.skipIf(noLimits)('holds an extraction up until there is room for its audio', async () => {
    const loops = ['-stream_loop', '4', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
    const file = `${folder.path}.mp4`;
    later(() => rm(file));
    const long = await readFile(await makeMedia(file, ...loops));
    const { receiver, apart, limitFiles, extract } = await startWith(long);
    // Enough for the store, and not for a minute of MP3.
    await limitFiles(String(512 * 1024));
    const { audioId, stateOf } = await extract();
    await vi.waitUntil(() => apart.complaints.includes('has no room for the audio'), patient);
    expect(apart.complaints).toContain(audioId);
    // It holds nobody up: what fits is done meanwhile.
    expect(await stateOf()).toMatchObject({ transcode_status: 'WAITING_TRANSCODE' });
    expect((await readdir(folder.path)).filter((name) => name.includes('.mp3'))).toEqual([]);
    await limitFiles('unlimited');
    const taken = await receiver.callback((all) => all[0]);
    expect(readCallback(taken)).toMatchObject({ asset_id: audioId, status: 'SUCCEED' });
    expect(receiver.callbacks).toHaveLength(1);
  });

  // As above.
  it.skipIf(noLimits)('holds an end and its event up until there is room again', async () => {
    const { receiver, apart, limitFiles, extract } = await startWith('no video');
    const { audioId, stateOf } = await extract();
    await limitFiles('1');
    await vi.waitUntil(() => apart.complaints.includes('could not be written'), patient);
    expect(await stateOf()).toMatchObject({ transcode_status: 'TRANSCODING' });
    expect(receiver.callbacks).toEqual([]);
    await limitFiles('unlimited');
    const taken = await receiver.callback((all) => all[0]);
    expect(readCallback(taken)).toMatchObject({ asset_id: audioId, status: 'FAILED' });
    expect(await stateOf()).toMatchObject({ transcode_status: 'TRANSCODE_FAILED' });
    // It is said when it begins, and not at every attempt.
    expect(apart.complaints.split('\n').filter(Boolean)).toHaveLength(1);
  });
});
