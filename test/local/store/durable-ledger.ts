/** A client that works on while its service is killed, and notes every answer: what was answered must stay true. */
import { readMp3Frames, readAdtsFrames } from '../../audio-frames.js';
import { type Answer, callService, exchange, type Service } from './durable-process.js';
import { listing } from '../object-storage/multipart-steps.js';

/** A video whose creation was answered. */
interface Video {
  id: string;
  uploadUrl: string;
  /** Where object storage has the file. */
  object: string;
  content: Uint8Array<ArrayBuffer>;
  /** For a video that is sent in parts: the upload, and the parts that were answered. */
  parts?: { uploadId: string; etags: string[] };
  /** The last step that was answered. */
  stage: 'created' | 'uploaded' | 'confirmed';
}

/** The members of a new asset that are read here. */
interface Created {
  asset_id: string;
  video_upload_url: string;
  target: { object: string };
}

/** An extraction that was accepted. */
export interface Job {
  audioId: string;
  format: 'MP3' | 'AAC';
}

/** The members of a listed asset that are read here. */
export interface Row {
  asset_id: string;
  original_url?: string;
  transcode_status: string;
}

/** The members of the details of an asset that are read here. */
interface Details {
  base_info?: { video_url?: string; meta_data?: { video_size?: number } };
  transcode_info?: { transcode_status?: string };
}

export class Ledger {
  readonly videos: Video[] = [];
  readonly jobs: Job[] = [];
  /** The ids of the audios whose deletion was answered. */
  readonly deleted: string[] = [];
  /** The final states that events reported, by the id of the audio. */
  readonly ends = new Map<string, string[]>();
  #count = 0;

  /** Creates a video, uploads it, and starts an extraction. */
  async bringIn(
    service: Service,
    content: Uint8Array<ArrayBuffer>,
    how: 'whole' | 'parts',
  ): Promise<void> {
    const body = { title: 'clip', video_name: 'a.mp4', video_type: 'MP4' };
    const created = (await ask(service, '', body)) as unknown as Created;
    const { asset_id: id, video_upload_url: uploadUrl, target } = created;
    const video: Video = { id, uploadUrl, object: target.object, content, stage: 'created' };
    this.videos.push(video);
    if (how === 'parts') {
      const { bytes } = await this.#sendStep(service, video, { http_verb: 'POST' });
      const uploadId = /<UploadId>(\w+)</.exec(bytes.toString())?.[1] ?? '';
      video.parts = { uploadId, etags: [] };
    }
    await this.goOn(service, video);
  }

  /** Does the remaining steps of a video. */
  async goOn(service: Service, video: Video): Promise<void> {
    if (video.stage === 'created') {
      const { content: body } = video;
      const { status } = await (video.parts
        ? this.#sendParts(service, video, video.parts)
        : exchange(video.uploadUrl, 'PUT', body));
      // An upload that was completed, with the answer cut off, is not there any more.
      const wasDone = status === 404 && video.parts?.etags.length === 2;
      if (status !== 200 && !wasDone) throw new Error(`The upload was answered ${status}.`);
      video.stage = 'uploaded';
    }
    if (video.stage === 'uploaded') {
      const body = { asset_id: video.id, status: 'CREATED' };
      const answer = await callService(service, '/status/uploaded', body);
      const wasDone = answer.body['error_code'] === 'VOD.10126';
      if (answer.status !== 200 && !wasDone) throw new Error(`Not confirmed: ${textOf(answer)}`);
      video.stage = 'confirmed';
    }
    await this.extract(service, video);
  }

  async #sendParts(
    service: Service,
    video: Video,
    { uploadId, etags }: NonNullable<Video['parts']>,
  ): Promise<Answer> {
    const step = { upload_id: uploadId };
    const half = Math.ceil(video.content.length / 2);
    for (let number = etags.length + 1; number <= 2; number += 1) {
      const part = video.content.slice(half * (number - 1), half * number);
      const put = { ...step, http_verb: 'PUT', part_number: String(number) };
      const { headers } = await this.#sendStep(service, video, put, part);
      etags.push(headers.etag ?? '');
    }
    const complete = { ...step, http_verb: 'POST' };
    const numbered = etags.map((etag, index): [number, string] => [index + 1, etag]);
    return this.#sendStep(service, video, complete, listing(...numbered));
  }

  async #sendStep(
    service: Service,
    { object }: Video,
    step: Record<string, string>,
    body?: Uint8Array<ArrayBuffer> | string,
  ): Promise<Answer> {
    const query = { bucket: 'vod-bucket-local', object_key: object, ...step };
    const path = `/v1.1/{project_id}/asset/authority?${new URLSearchParams(query).toString()}`;
    const { sign_str: url } = (await ask(service, path)) as { sign_str: string };
    return exchange(url, step['http_verb'], body);
  }

  /** Starts an extraction, unless one of the video is running. */
  async extract(service: Service, video: Video): Promise<void> {
    const format = (this.#count += 1) % 2 === 0 ? 'MP3' : 'AAC';
    const body = { asset_id: video.id, parameter: { format } };
    const answer = await callService(service, '/extract_audio', body);
    if (answer.body['error_code'] === 'VOD.10083') return; // One is running.
    if (answer.status !== 202) throw new Error(`Not accepted: ${textOf(answer)}`);
    this.jobs.push({ audioId: String(answer.body['audio_asset_id']), format });
  }

  /** Deletes the audio of a job that has ended. */
  async delete(service: Service, job: Job): Promise<void> {
    this.jobs.splice(this.jobs.indexOf(job), 1); // Until the answer comes, the audio may be there or not.
    const answer = await callService(service, `?asset_id=${job.audioId}`, undefined, 'DELETE');
    if (answer.status !== 200) throw new Error(`Not deleted: ${textOf(answer)}`);
    this.deleted.push(job.audioId);
  }

  /** Throws unless the state of a job is the one that its events reported. */
  async checkEnd(service: Service, { audioId, format }: Job): Promise<void> {
    const ends = new Set(this.ends.get(audioId));
    const details = (await ask(service, `/details?asset_id=${audioId}`)) as Details;
    const status = details.transcode_info?.transcode_status;
    if (ends.size !== 1 || status !== `TRANSCODE_${[...ends].join()}`) {
      throw new Error(`${audioId} is ${String(status)}; its events said ${[...ends].join()}.`);
    }
    if (status === 'TRANSCODE_SUCCEED') await checkAudio(details, format);
  }
}

/** Throws unless the whole audio is served. */
async function checkAudio({ base_info: info }: Details, format: Job['format']): Promise<void> {
  const { bytes, headers } = await exchange(info?.video_url ?? '');
  const length = Number(headers['content-length']);
  if (bytes.length !== length || length !== info?.meta_data?.video_size) {
    throw new Error(`${bytes.length} bytes came, Content-Length said ${length}.`);
  }
  // Throws at the first frame that is cut off.
  const { durationSeconds } = format === 'MP3' ? readMp3Frames(bytes) : readAdtsFrames(bytes);
  if (!(durationSeconds > 0.4)) throw new Error(`${durationSeconds} s were extracted.`);
}

/** Throws unless the video is served as it was sent. */
export async function checkVideo(service: Service, { id, content }: Video): Promise<void> {
  const details = (await ask(service, `/details?asset_id=${id}`)) as Details;
  const { bytes } = await exchange(details.base_info?.video_url ?? '');
  if (!bytes.equals(content)) {
    throw new Error(`The video ${id} is not the one that was sent.`);
  }
}

/** All assets of the service. */
export async function listAll(service: Service): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 0; ; page += 1) {
    const list = await ask(service, `/list?page=${page}&size=100`);
    const { assets } = list as unknown as { assets: Row[] };
    rows.push(...assets);
    if (assets.length < 100) return rows;
  }
}

/** Calls an operation. Returns the body of its answer, which has to be a success. */
async function ask(service: Service, path: string, body?: object): Promise<Answer['body']> {
  const answer = await callService(service, path, body);
  if (answer.status !== 200) throw new Error(`${path} was answered ${textOf(answer)}`);
  return answer.body;
}

function textOf({ status, body }: Answer): string {
  return `${status} ${JSON.stringify(body)}`;
}
