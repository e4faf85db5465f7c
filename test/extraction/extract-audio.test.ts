/** How a job waits, with answers that are scripted; test/local does the same against the real service. */
import { describe, expect, it } from 'vitest';
import {
  createVodClient,
  extractAudio,
  ExtractionFailedError,
  ExtractionTimeoutError,
  resumeExtractAudio,
  type SavedExtraction,
  VodApiError,
} from '../../src/index.js';
import type { AudioExtractCompleteEvent } from '../../src/index.js';

const audioAssetId = 'b6f1c4d2a97e4f0c8d35e21f7a90cc14';
const url = 'https://cdn.example.com/audio.mp3';

/** The details of the audio asset in each of its states. */
const details = {
  queued: { transcode_info: { transcode_status: 'WAITING_TRANSCODE' } },
  running: { transcode_info: { transcode_status: 'TRANSCODING' } },
  failed: {
    transcode_info: { transcode_status: 'TRANSCODE_FAILED', exec_desc: 'VOD.10063: no sound' },
  },
  succeeded: {
    base_info: { title: 't', video_url: url, meta_data: { duration: 10 } },
    transcode_info: { transcode_status: 'TRANSCODE_SUCCEED' },
  },
  succeededWithoutStatus: { base_info: { video_url: url, meta_data: { duration: 10 } } },
  unfinishedWithoutStatus: { base_info: { title: 't' } },
};

type Answer = keyof typeof details | (() => Response);

/** A job whose polls get the answers in turn; the last one again and again. */
async function startJob(...answers: Answer[]) {
  const calls: string[] = [];
  const vod = createVodClient({
    region: 'cn-north-4',
    projectId: 'p',
    credentials: { token: 'fake-token' },
    maxRetries: 0,
    fetch: (request) => {
      calls.push(`${request.method} ${new URL(request.url).search}`);
      if (request.method === 'POST') {
        const body = { asset_id: 'video', audio_asset_id: audioAssetId };
        return Promise.resolve(Response.json(body, { status: 202 }));
      }
      if (request.method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 'running';
      return Promise.resolve(
        typeof answer === 'function'
          ? answer()
          : Response.json({ asset_id: audioAssetId, ...details[answer] }),
      );
    },
  });
  const job = await extractAudio(vod, { assetId: 'video', format: 'MP3' });
  return { job, calls, vod };
}

const event = (more: Partial<AudioExtractCompleteEvent['audio_extract_info']> = {}) =>
  ({
    event_type: 'audioExtractComplete',
    audio_extract_info: { asset_id: audioAssetId, status: 'SUCCEED', url, title: 't', ...more },
  }) satisfies AudioExtractCompleteEvent;

const failure = (status: number, code: string) => () =>
  Response.json({ error_code: code, error_msg: 'scripted' }, { status });

describe('waiting by polling', () => {
  it('tells each state once, and ends with the audio', async () => {
    const { job } = await startJob('queued', 'queued', 'running', 'succeeded');
    const states: string[] = [];
    const audio = await job.wait({ firstPollMs: 1, onState: (state) => states.push(state) });
    expect(states).toEqual(['queued', 'running', 'succeeded']);
    expect(audio).toMatchObject({
      audioAssetId,
      url,
      title: 't',
      metadata: { duration: 10 },
      learnedBy: 'poll',
    });
  });

  it('takes a URL with metadata for the end where no state is told', async () => {
    const { job } = await startJob('unfinishedWithoutStatus', 'succeededWithoutStatus');
    expect(await job.wait({ firstPollMs: 1 })).toMatchObject({ url });
  });

  it('ends with an error when the extraction failed', async () => {
    const { job } = await startJob('running', 'failed');
    const error: unknown = await job.wait({ firstPollMs: 1 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExtractionFailedError);
    expect(error).toMatchObject({ code: 'VOD.10063', detail: 'VOD.10063: no sound' });
  });

  const row = (status: string, description: string) => () =>
    Response.json({ asset_info_array: [{ asset_id: audioAssetId, status, description }] });

  it('learns from the list where the details are silent, as of a failure', async () => {
    const { job, calls } = await startJob(
      ...(['unfinishedWithoutStatus', row('WAITING_TRANSCODE', '')] as const),
      ...(['unfinishedWithoutStatus', row('TRANSCODING', '')] as const),
      ...(['unfinishedWithoutStatus', row('TRANSCODE_FAILED', 'VOD.10063: no sound')] as const),
    );
    const states: string[] = [];
    const waiting = job.wait({ firstPollMs: 1, onState: (state) => states.push(state) });
    await expect(waiting).rejects.toMatchObject({
      name: 'ExtractionFailedError',
      code: 'VOD.10063',
      detail: 'VOD.10063: no sound',
    });
    expect(states).toEqual(['queued', 'running', 'failed']);
    expect(calls[2]).toBe(`GET ?asset_id=${audioAssetId}`);
  });

  it('asks the list again after an error that passes', async () => {
    const { job } = await startJob(
      ...(['unfinishedWithoutStatus', failure(503, 'APIGW.0613')] as const),
      ...(['unfinishedWithoutStatus', row('TRANSCODE_FAILED', 'VOD.10063: no sound')] as const),
    );
    await expect(job.wait({ firstPollMs: 1 })).rejects.toMatchObject({ code: 'VOD.10063' });
  });

  it('does without a list that refused, until the details tell the state', async () => {
    const refused = failure(403, 'VOD.10074');
    const { job } = await startJob('unfinishedWithoutStatus', refused, 'running');
    const error: unknown = await job
      .wait({ firstPollMs: 1, deadlineMs: 200 })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ExtractionTimeoutError', states: ['running'] });
    expect(error).not.toHaveProperty('cause.code');
  });

  it('asks the list no more once it refused, and says why when it gives up', async () => {
    const silent = 'unfinishedWithoutStatus';
    const { job, calls } = await startJob(silent, failure(403, 'VOD.10074'), silent);
    await expect(job.wait({ firstPollMs: 1, deadlineMs: 200 })).rejects.toMatchObject({
      name: 'ExtractionTimeoutError',
      cause: { code: 'VOD.10074' },
    });
    expect(calls.filter((call) => call === `GET ?asset_id=${audioAssetId}`)).toHaveLength(1);
    expect(calls.length).toBeGreaterThan(3);
  });

  it('goes on after errors that pass', async () => {
    const { job } = await startJob(
      failure(503, 'APIGW.0613'),
      failure(429, 'APIGW.0308'),
      () => new Response('<html>', { status: 502 }),
      'succeeded',
    );
    expect(await job.wait({ firstPollMs: 1 })).toMatchObject({ url });
  });

  it('stops at an error that stays', async () => {
    const { job } = await startJob(failure(403, 'VOD.10074'), 'succeeded');
    await expect(job.wait({ firstPollMs: 1 })).rejects.toBeInstanceOf(VodApiError);
  });

  it('gives up at the deadline, and says what it saw', async () => {
    const { job } = await startJob('queued', 'running');
    const error: unknown = await job
      .wait({ firstPollMs: 1, deadlineMs: 300 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExtractionTimeoutError);
    expect(error).toMatchObject({ states: ['queued', 'running'], audioAssetId });
  });

  it('polls once more shortly before the deadline, however long the pauses are', async () => {
    const { job } = await startJob('succeeded');
    expect(await job.wait({ firstPollMs: 60_000, deadlineMs: 2050 })).toMatchObject({ url });
  });

  it('says why the last poll failed when it gives up', async () => {
    const { job } = await startJob('queued', failure(503, 'APIGW.0613'));
    await expect(job.wait({ firstPollMs: 1, deadlineMs: 100 })).rejects.toMatchObject({
      states: ['queued'],
      cause: expect.any(VodApiError),
    });
  });

  it('waits for ever when it is told to', async () => {
    const { job } = await startJob('queued', 'succeeded');
    expect(await job.wait({ firstPollMs: 1, deadlineMs: Infinity })).toMatchObject({ url });
  });

  it('stops with the caller’s reason', async () => {
    const { job } = await startJob('running');
    const stop = new AbortController();
    const waiting = job.wait({ firstPollMs: 1, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(job.wait({ signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('waiting by event', () => {
  it('ends at once, without a poll', async () => {
    const { job, calls } = await startJob('running');
    const waiting = job.wait({ firstPollMs: 60_000 });
    expect(job.receive(event())).toBe(true);
    expect(await waiting).toMatchObject({ url, title: 't', learnedBy: 'event' });
    expect(calls).toEqual(['POST ']);
  });

  it('knows an event that came before', async () => {
    const { job } = await startJob('running');
    job.receive(event());
    expect(await job.wait()).toMatchObject({ learnedBy: 'event' });
  });

  it('ignores the event of another job', async () => {
    const { job } = await startJob('succeeded');
    expect(job.receive(event({ asset_id: 'another' }))).toBe(false);
    expect(await job.wait({ firstPollMs: 1 })).toMatchObject({ learnedBy: 'poll' });
  });

  it('ends with the code of a failure', async () => {
    const { job } = await startJob('running');
    job.receive(event({ status: 'FAILED', error_code: 'VOD.10063', error_msg: 'no sound' }));
    await expect(job.wait()).rejects.toMatchObject({
      code: 'VOD.10063',
      detail: 'VOD.10063: no sound',
    });
  });
});

describe('a job', () => {
  it('is cancelled by the id of its video', async () => {
    const { job, calls } = await startJob();
    await job.cancel();
    expect(calls.at(-1)).toBe('DELETE ?asset_id=video');
  });

  it('is saved as its two ids, and nothing else, and taken up again', async () => {
    const { job, vod } = await startJob('running', 'succeeded');
    const saved = JSON.stringify(job);
    expect(JSON.parse(saved)).toEqual({ assetId: 'video', audioAssetId });
    const resumed = resumeExtractAudio(vod, JSON.parse(saved) as SavedExtraction);
    expect(await resumed.wait({ firstPollMs: 1 })).toMatchObject({ audioAssetId, url });
  });
});
