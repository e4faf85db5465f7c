/** How a job is waited for, with scripted answers; test/local does the same with the local VOD service. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type AudioExtractCompleteEvent,
  type AudioExtraction,
  createVodClient,
  extractAudio,
  resumeExtractAudio,
  type SavedExtraction,
  type WaitOptions,
} from '../../src/index.js';
import { PollLimit } from '../../src/extraction/poll-limit.js';

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

/** A client whose polls get the answers in turn, the last one again and again. */
function scriptedVod(...answers: Answer[]) {
  const calls: string[] = [];
  const vod = createVodClient({
    region: 'cn-north-4',
    projectId: 'p',
    credentials: { token: 'fake-token' },
    maxRetries: 0,
    fetch: (request) => {
      calls.push(`${request.method} ${new URL(request.url).search}`);
      const body = { asset_id: 'video', audio_asset_id: audioAssetId };
      if (request.method === 'POST') return Promise.resolve(Response.json(body, { status: 202 }));
      if (request.method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
      const next = (answers.length > 1 ? answers.shift() : answers[0]) ?? 'running';
      const found = typeof next === 'function' ? next() : undefined;
      const state = typeof next === 'function' ? {} : details[next];
      return Promise.resolve(found ?? Response.json({ asset_id: audioAssetId, ...state }));
    },
  });
  return { vod, calls };
}

async function startJob(...answers: Answer[]) {
  const { vod, calls } = scriptedVod(...answers);
  const job = await extractAudio(vod, { assetId: 'video', format: 'MP3' });
  return { job, calls, vod };
}

/** How a wait ends, the first poll a millisecond after its start. */
const waitFor = (job: AudioExtraction, options: WaitOptions = {}): Promise<unknown> =>
  job.wait({ firstPollMs: 1, ...options }).catch((error: unknown) => error);

const event = (more: Partial<AudioExtractCompleteEvent['audio_extract_info']> = {}) =>
  ({
    event_type: 'audioExtractComplete',
    audio_extract_info: { asset_id: audioAssetId, status: 'SUCCEED', url, title: 't', ...more },
  }) satisfies AudioExtractCompleteEvent;

const failure = (status: number, code: string) => () =>
  Response.json({ error_code: code, error_msg: 'scripted' }, { status });
const row = (status: string, description: string) => () =>
  Response.json({ asset_info_array: [{ asset_id: audioAssetId, status, description }] });

const silent = 'unfinishedWithoutStatus';
const noSound = {
  name: 'ExtractionFailedError',
  code: 'VOD.10063',
  detail: 'VOD.10063: no sound',
  audioAssetId,
};

describe('waiting by polling', () => {
  it('reports each state once, and ends with the audio', async () => {
    const { job } = await startJob('queued', 'queued', 'running', 'succeeded');
    const states: string[] = [];
    expect(await waitFor(job, { onState: (state) => states.push(state) })).toMatchObject({
      audioAssetId,
      url,
      title: 't',
      metadata: { duration: 10 },
      learnedBy: 'poll',
    });
    expect(states).toEqual(['queued', 'running', 'succeeded']);
  });

  const page = () => new Response('<html>', { status: 502 });
  const other = () => Response.json({ asset_id: 'other', ...details.failed });
  const noSoundRow = row('TRANSCODE_FAILED', 'VOD.10063: no sound');
  const passing = [failure(503, 'APIGW.0613'), failure(429, 'X.1'), page];
  it.each<[string, Answer[], object]>([
    ['with a URL and metadata if no state is given', [silent, 'succeededWithoutStatus'], { url }],
    ['with an error if the extraction failed', ['running', 'failed'], noSound],
    ['with the audio after errors that pass', [...passing, 'succeeded'], { url }],
    ['with the audio after an answer about another asset', [other, 'succeeded'], { url }],
    ['with the error of a refusal', [failure(403, 'VOD.1'), 'succeeded'], { code: 'VOD.1' }],
    ['with a failure in the list', [silent, failure(503, 'X.1'), silent, noSoundRow], noSound],
  ])('ends %s', async (_what, answers, expected) => {
    expect(await waitFor((await startJob(...answers)).job)).toMatchObject(expected);
  });

  it('learns the state from the list if the details have none', async () => {
    const { job, calls } = await startJob(
      ...([silent, row('WAITING_TRANSCODE', '')] as const),
      ...([silent, row('TRANSCODING', '')] as const),
      ...([silent, noSoundRow] as const),
    );
    const states: string[] = [];
    expect(await waitFor(job, { onState: (state) => states.push(state) })).toMatchObject(noSound);
    expect(states).toEqual(['queued', 'running', 'failed']);
    expect(calls[2]).toBe(`GET ?asset_id=${audioAssetId}`);
  });

  /** How a wait ends at its deadline, by a clock that runs as fast as the machine can follow. */
  async function deadlineOf(job: AudioExtraction): Promise<unknown> {
    vi.useFakeTimers();
    const waiting = waitFor(job, { deadlineMs: 200 });
    await vi.advanceTimersByTimeAsync(1000);
    return waiting.finally(() => vi.useRealTimers());
  }
  const broken = failure(503, 'X.1');
  const refused = failure(403, 'VOD.10074');
  it.each<[string, Answer[], object]>([
    ['the states that it saw', ['queued', 'running'], { states: ['queued', 'running'] }],
    ['why the last poll failed', ['queued', broken], { cause: { code: 'X.1' } }],
    ['why the list refused', [silent, refused, silent], { cause: { code: 'VOD.10074' } }],
  ])('gives up at the deadline with %s', async (_what, answers, expected) => {
    const { job, calls } = await startJob(...answers);
    const error = await deadlineOf(job);
    expect(error).toMatchObject({ name: 'ExtractionTimeoutError', audioAssetId, ...expected });
    // A list that refused is not asked again.
    const lists = calls.filter((call) => call === `GET ?asset_id=${audioAssetId}`);
    expect(lists.length).toBeLessThan(2);
    expect(calls.length).toBeGreaterThan(3);
  });

  it('forgets that the list refused once the details have a state', async () => {
    const { job } = await startJob(silent, refused, 'running');
    const error = await deadlineOf(job);
    expect(error).toMatchObject({ name: 'ExtractionTimeoutError', states: ['running'] });
    expect(error).not.toHaveProperty('cause');
  });

  it('polls once more shortly before the deadline, however long the pauses are', async () => {
    const { job } = await startJob('succeeded');
    expect(await job.wait({ firstPollMs: 60_000, deadlineMs: 2050 })).toMatchObject({ url });
  });

  it('stops with the reason of its signal', async () => {
    const { job } = await startJob('running');
    const stop = new AbortController();
    const waiting = waitFor(job, { signal: stop.signal });
    stop.abort(new Error('enough'));
    expect(await waiting).toBe(stop.signal.reason);
    expect(await waitFor(job, { signal: stop.signal })).toBe(stop.signal.reason);
  });
});

describe('the polls', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  /** Has the time stand still; gives the seconds since now. */
  function stopTime(): () => number {
    vi.useFakeTimers();
    const began = Date.now();
    return () => (Date.now() - began) / 1000;
  }

  it.each<[number, WaitOptions, number[]]>([
    [0.5, {}, [0.5, 1.25, 2.375, 4.062]],
    [0, {}, [0.375, 0.937, 1.78, 3.045]],
    [0.5, { firstPollMs: 20_000, deadlineMs: Infinity }, [20, 50, 80]],
    [0.5, { firstPollMs: Infinity, deadlineMs: 60_000 }, [58]],
    [0.5, { firstPollMs: Infinity, deadlineMs: Infinity }, []],
  ])(
    'come after pauses that grow by half to 30 s; with jitter %d and %j at %j s',
    async (jitter, options, expected) => {
      const seconds = stopTime();
      vi.spyOn(Math, 'random').mockReturnValue(jitter);
      const polls: number[] = [];
      const { vod } = scriptedVod(() => {
        polls.push(seconds());
        return Response.json({ asset_id: audioAssetId, ...details.running });
      });
      const stop = new AbortController();
      const job = resumeExtractAudio(vod, { assetId: 'video', audioAssetId });
      const waiting = job
        .wait({ ...options, signal: stop.signal })
        .catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(((expected.at(-1) ?? 0) + 1) * 1000);
      stop.abort();
      await waiting;
      expect(polls).toEqual(expected);
    },
  );

  it('of all jobs of a client are at most 1,500 in any minute, and another client has its own', async () => {
    const seconds = stopTime();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const busy = scriptedVod('succeeded');
    const limit = PollLimit.of(busy.vod);
    const { signal } = new AbortController();
    // As 1,500 polls, a half of them at once and the others 20 s later.
    for (let poll = 0; poll < 1500; poll += 1) {
      if (poll === 750) await vi.advanceTimersByTimeAsync(20_000);
      await limit.take(signal);
    }
    const ends = [busy, scriptedVod('succeeded')].map(async ({ vod }) => {
      await resumeExtractAudio(vod, { assetId: 'video', audioAssetId }).wait();
      return seconds();
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await Promise.all(ends)).toEqual([60, 20.5]);
    for (let poll = 1; poll < 750; poll += 1) await limit.take(signal);
    const next = limit.take(signal).then(seconds);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await next).toBe(80);
  });
});

describe('waiting by event', () => {
  it.each(['meanwhile', 'before'])('ends at once with an event that comes %s', async (when) => {
    const { job, calls } = await startJob('running');
    const waiting = when === 'meanwhile' ? job.wait({ firstPollMs: 60_000 }) : undefined;
    expect(job.receive(event())).toBe(true);
    const end = await (waiting ?? job.wait());
    expect(end).toMatchObject({ url, title: 't', learnedBy: 'event' });
    expect(calls).toEqual(['POST ']); // And no poll.
  });

  it('ignores the event of another job', async () => {
    const { job } = await startJob('succeeded');
    expect(job.receive(event({ asset_id: 'another' }))).toBe(false);
    expect(await waitFor(job)).toMatchObject({ learnedBy: 'poll' });
  });

  it('ends with the code of a failure', async () => {
    const { job } = await startJob('running');
    job.receive(event({ status: 'FAILED', error_code: 'VOD.10063', error_msg: 'no sound' }));
    expect(await waitFor(job)).toMatchObject(noSound);
  });
});

describe('a job', () => {
  it('is cancelled by the id of its video', async () => {
    const { job, calls } = await startJob();
    await job.cancel();
    expect(calls.at(-1)).toBe('DELETE ?asset_id=video');
  });

  it('is saved as its two ids, and nothing else, and resumed', async () => {
    const { job, vod } = await startJob('running', 'succeeded');
    const saved = JSON.stringify(job);
    expect(JSON.parse(saved)).toEqual({ assetId: 'video', audioAssetId });
    const resumed = resumeExtractAudio(vod, JSON.parse(saved) as SavedExtraction);
    expect(await waitFor(resumed, { deadlineMs: Infinity })).toMatchObject({ audioAssetId, url });
  });
});
