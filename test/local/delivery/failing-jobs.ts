/** Services and jobs that end at once, to send events. */
import { expect, onTestFinished } from 'vitest';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import { upload } from '../assets/uploaded.js';

/** Starts a service for this test. */
export async function startWith(options: LocalVodOptions = {}): Promise<LocalVod> {
  const local = await startLocalVod(options);
  onTestFinished(() => local.close());
  return local;
}

/** Starts an extraction that fails at once. Returns the id of the audio that the event will have. */
export async function fail(local: LocalVod): Promise<string> {
  const body = { asset_id: await upload(local, {}, 'no video') };
  return (await call(local, 'createExtractAudioTask', { body })).body.audio_asset_id;
}

/** The event of such an extraction. */
export const anEvent: unknown = expect.objectContaining({ event_type: 'audioExtractComplete' });

/** `undelivered`, as soon as it is as expected. */
export function undeliveredOf(local: LocalVod) {
  return expect.poll(() => local.undelivered, { interval: 5, timeout: 10_000 });
}
