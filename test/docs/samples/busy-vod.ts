/** A local VOD service that is busy for some seconds, so that the next extraction waits in its queue. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { clientOf, upload } from '../../local/service.js';
import { makeMedia } from '../../make-media.js';

let longVideo: Promise<Uint8Array> | undefined;

/** Starts the service, and queues the extraction of a video. Close it afterwards. */
export async function startBusyVod(): Promise<{ local: LocalVod; queuedVideoId: string }> {
  longVideo ??= makeLongVideo();
  const local = await startLocalVod({ concurrency: 1 });
  try {
    const vod = clientOf(local);
    await extractAudio(vod, { assetId: await upload(vod, 'long.mp4', await longVideo) });
    const queued = await extractAudio(vod, { assetId: await upload(vod) });
    return { local, queuedVideoId: queued.assetId };
  } catch (error) {
    await local.close();
    throw error;
  }
}

async function makeLongVideo(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'busy-vod-'));
  try {
    const loop = ['-stream_loop', '100', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
    return await readFile(await makeMedia(join(folder, 'long.mp4'), ...loop));
  } finally {
    await rm(folder, { recursive: true });
  }
}
