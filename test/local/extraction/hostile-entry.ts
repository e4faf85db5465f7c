/** Extracts files one after the other, in a process that can be watched; without a socket. */
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FileType } from '../../../generated/schema.js';
import type { FFmpegBackEnd } from '../../../src/local/extraction/ffmpeg-command.js';
import type { MediaErrorReason } from '../../../src/local/extraction/media-error.js';

/** What the process is told, by argument. */
export interface HostilePlan {
  /** Where the files are kept that are extracted from, and the results. */
  folder: string;
  backEnd: FFmpegBackEnd;
  /** In this folder each file is under its number. */
  given: string;
  types: FileType[];
  /** How the names begin that mark where a file begins. */
  partName: string;
  /** Whether a local VOD service does it, which takes longer because it also describes each file. */
  throughService: boolean;
}

/** How an extraction ended: SUCCEED, or the code. The process says this of all files when it is done. */
export type HostileEnd = string;

type Extract = (bytes: Uint8Array<ArrayBuffer>, type: FileType) => Promise<HostileEnd>;

const plan = JSON.parse(process.argv[2] ?? '') as HostilePlan; // By the test, which has this type.
const { folder, backEnd, partName } = plan;

/** By a service without a socket, with a client that holds each answer against the contract. */
async function serviceExtraction(): Promise<{ extract: Extract; close: () => Promise<void> }> {
  const { startLocalVod } = await import('../../../src/local/index.js');
  const { isAudioExtractComplete } = await import('../../../src/webhooks/event.js');
  const { clientOf, detailsOf } = await import('../service.js');
  const local = await startLocalVod({
    listen: false,
    folder,
    callsPerMinute: Infinity,
    concurrency: 1, // So that what is opened is opened for the file that was marked last.
    ffmpeg: { backEnd },
  });
  const vod = clientOf(local, local.fetch);
  const extract: Extract = async (bytes, type) => {
    const { data: asset } = await vod.POST('/v1.0/{project_id}/asset', {
      body: { title: 'clip', video_name: 'clip.mp4', video_type: type },
    });
    const { asset_id } = asset;
    const sent = await local.fetch(asset.video_upload_url, {
      method: 'PUT',
      headers: { 'content-length': String(bytes.length) },
      body: bytes,
    });
    if (!sent.ok) throw new Error(`The upload was answered with ${sent.status}.`);
    const confirmation = { body: { asset_id, status: 'CREATED' } } as const;
    await vod.POST('/v1.0/{project_id}/asset/status/uploaded', confirmation);
    const before = local.events.length;
    await vod.POST('/v1.0/{project_id}/asset/extract_audio', { body: { asset_id } });
    while (local.events.length === before) await setTimeout(5);
    await detailsOf(vod, asset_id);
    const event = local.events[before];
    if (!event || !isAudioExtractComplete(event)) throw new Error('It was another event.');
    const { status, error_code: code } = event.audio_extract_info;
    return status === 'SUCCEED' ? status : String(code);
  };
  return { extract, close: () => local.close() };
}

/** The codes that the service gives; of any other failure the test sees the message. */
const codes: Partial<Record<MediaErrorReason, string>> = {
  'not-media': 'VOD.10063',
  'no-audio-track': 'VOD.10063',
  'ffmpeg-failed': 'VOD.10092',
};

/** By itself, with the names and the codes that the service would give. */
async function bareExtraction(): Promise<{ extract: Extract; close: () => Promise<void> }> {
  const { randomUUID } = await import('node:crypto');
  const { writeFile } = await import('node:fs/promises');
  const { extractAudioTrack } =
    await import('../../../src/local/extraction/extract-audio-track.js');
  const { MediaError } = await import('../../../src/local/extraction/media-error.js');
  const newPath = (extension: string) =>
    join(folder, `${randomUUID().replaceAll('-', '')}.${extension}`);
  const extract: Extract = async (bytes) => {
    const source = newPath('mp4');
    await writeFile(source, bytes);
    try {
      await extractAudioTrack(source, newPath('mp3'), 'MP3', { ffmpeg: { backEnd } });
      return 'SUCCEED';
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      return codes[error.reason] ?? error.message;
    }
  };
  return { extract, close: () => Promise.resolve() };
}

/** Tries to open a file that does not exist, so that the watch sees where a part of the work begins. */
function beginPart(name: string): void {
  try {
    openSync(`${partName}${name}`, 'r');
  } catch {
    return;
  }
  throw new Error('There is a file of that name.');
}

let current = '';
// The test that waits for this process learns which file hangs.
globalThis
  .setTimeout(() => {
    console.error(`File ${current} does not end.`);
    process.exit(1);
  }, 50_000)
  .unref();
const names = [...plan.types.keys()].map(String);
const files = await Promise.all(names.map((name) => readFile(join(plan.given, name))));
const { extract, close } = await (plan.throughService ? serviceExtraction() : bareExtraction());
const ends: HostileEnd[] = [];
for (const [index, type] of plan.types.entries()) {
  current = String(index);
  beginPart(current);
  ends.push(await extract(new Uint8Array(files[index] ?? []), type));
}
beginPart('nothing more');
await close();
console.log(JSON.stringify(ends));
