/** The whole job by the samples of one language: checks in order, for any test runner. */
import assert from 'node:assert/strict';
import type { LocalVod } from '../../../src/local/index.js';
import { readMp3Frames } from '../../audio-frames.js';
import { SAMPLE } from '../../make-media.js';
import { arrivalChecks } from './arrival-checks.js';
import { assetChecks, deletionChecks } from './asset-checks.js';
import { startBusyVod } from './busy-vod.js';
import { iamChecks } from './iam-checks.js';
import { type Ended, type Language, runSample, sampledOperations } from './language.js';
import { anyId, assertRefused, type Check, SampleRuns } from './sample-runs.js';

/** The bytes of the MP3s that have been extracted so far: they are all of one video. */
const sizes = new Map<string, number>();

/** The checks of a language; each builds on those before it. */
export function jobOf(language: Language, service: () => LocalVod): Check[] {
  const samples = new SampleRuns(language, service);
  return [
    ...extractionChecks(samples),
    ...assetChecks(samples),
    ...arrivalChecks(samples),
    ...iamChecks(samples),
    ...errorChecks(samples),
    ...deletionChecks(samples),
  ];
}

function extractionChecks(samples: SampleRuns): Check[] {
  let audioUrl = '';
  return [
    {
      name: 'createAssetByFileUpload uploads the video and prints the id of its asset',
      run: async () => {
        samples.videoId = await samples.line('createAssetByFileUpload', { VIDEO_FILE: SAMPLE });
        assert.match(samples.videoId, anyId);
      },
    },
    {
      name: 'confirmAssetUpload prints the id of the asset',
      run: async () => {
        const { videoId } = samples;
        assert.equal(await samples.line('confirmAssetUpload', { ASSET_ID: videoId }), videoId);
      },
    },
    {
      name: 'createExtractAudioTask prints the id of the audio asset',
      run: async () => {
        const given = { ASSET_ID: samples.videoId };
        samples.audioId = await samples.line('createExtractAudioTask', given);
        assert.match(samples.audioId, anyId);
        assert.notEqual(samples.audioId, samples.videoId);
      },
    },
    {
      name: 'showAssetDetail prints the state until it is TRANSCODE_SUCCEED, then the URL too',
      run: async () => {
        const given = { ASSET_ID: samples.audioId };
        const going = /^(WAITING_TRANSCODE|TRANSCODING)$/;
        const line = await samples.stateAfter(going, 'showAssetDetail', given);
        assert.match(line, /^TRANSCODE_SUCCEED http:\S+\.mp3$/);
        [, audioUrl = ''] = line.split(' ');
      },
    },
    {
      name: 'the URL answers the MP3, of the same size for all languages',
      run: async () => {
        const bytes = new Uint8Array(await (await fetch(audioUrl)).arrayBuffer());
        const { durationSeconds } = readMp3Frames(bytes);
        assert.ok(durationSeconds > 11 && durationSeconds < 12, `It lasts ${durationSeconds} s.`);
        sizes.set(samples.language.name, bytes.length);
        assert.equal(new Set(sizes.values()).size, 1, JSON.stringify([...sizes]));
      },
    },
    {
      name: 'cancelExtractAudioTask shows VOD.10083 when the extraction has ended',
      run: () => {
        const given = { ASSET_ID: samples.videoId };
        const text = /current media asset status/;
        return samples.refusal('cancelExtractAudioTask', given, 'VOD.10083', text);
      },
    },
    {
      name: 'cancelExtractAudioTask cancels an extraction that is queued',
      run: async () => {
        const busy = await startBusyVod();
        try {
          const given = { ASSET_ID: busy.queuedVideoId };
          const operation = 'cancelExtractAudioTask';
          const ended = await runSample(samples.language, operation, busy.local, given);
          assert.deepEqual(ended, { exitCode: 0, stdout: 'cancelled\n', stderr: '' });
        } finally {
          await busy.local.close();
        }
      },
    },
  ];
}

function errorChecks(samples: SampleRuns): Check[] {
  /** They have nothing to do with each other, so they run at once as soon as the first is asked for. */
  let runs: Map<string, Promise<Ended>> | undefined;
  const runAll = () => {
    const all = sampledOperations.map((operation) => {
      const given = {
        ...(operation.startsWith('keystone')
          ? { HUAWEICLOUD_SDK_AK: 'unknown', VOD_TOKEN: 'unknown', IAM_PASSWORD: 'unknown' }
          : { HUAWEICLOUD_SDK_PROJECT_ID: 'ffffffffffffffffffffffffffffffff' }),
        ...{ ASSET_ID: samples.videoId, TITLE: 'Ode to Joy' },
        ...{ VIDEO_FILE: SAMPLE, VIDEO_URL: 'http://127.0.0.1/sample.mp4' },
        ...{ OBS_BUCKET: 'my-media', OBS_OBJECT: 'sample.mp4' },
      };
      const ended = samples.run(operation, given);
      ended.catch(() => undefined); // Its own check tells.
      return [operation, ended] as const;
    });
    return new Map<string, Promise<Ended>>(all);
  };
  return [
    ...sampledOperations.map((operation) => ({
      name: `${operation} shows an error with its code, its text and the request id`,
      run: async () => {
        runs ??= runAll();
        const ended = await runs.get(operation);
        assert.ok(ended);
        if (!operation.startsWith('keystone')) assertRefused(ended, 'VOD.10057', /Tenant ID/);
        else assertRefused(ended, '401', /password is wrong|authentication information/);
      },
    })),
    {
      name: 'createAssetByFileUpload fails when there is no such file',
      run: async () => {
        const given = { VIDEO_FILE: `${SAMPLE}.missing` };
        const { exitCode, stdout } = await samples.run('createAssetByFileUpload', given);
        assert.notEqual(exitCode, 0);
        assert.equal(stdout, '');
      },
    },
  ];
}
