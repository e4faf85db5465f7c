/** Every workflow runs against the local VOD service, and fails when something is wrong. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signRequest } from '../../src/auth/signer.js';
import { createVodClient } from '../../src/client/client.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { uploadAsset } from '../../src/upload/index.js';
import { readMp3Frames } from '../audio-frames.js';
import { makeMedia, SAMPLE } from '../make-media.js';
import { respect, type Run } from './respect.js';

const workflows = fileURLToPath(new URL('../../openapi/workflows/', import.meta.url));
const generated = fileURLToPath(new URL('../../generated/', import.meta.url));
const documents = {
  extract: join(workflows, 'extract-audio.arazzo.yaml'),
  cancel: join(workflows, 'cancel-extraction.arazzo.yaml'),
  fail: join(workflows, 'failed-extraction.arazzo.yaml'),
  sign: join(workflows, 'signed-call.arazzo.yaml'),
};

let folder = '';
let local: LocalVod;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workflows-test-'));
  local = await startLocalVod();
});
afterAll(async () => {
  await local.close();
  await rm(folder, { recursive: true });
});

const session = ({ projectId, token }: LocalVod) => ({ projectId, token });
const login = () => {
  const { name: user, password, domain: account } = local.iamUser;
  return { user, password, account, project: local.projectName };
};

/** Uploads a file; returns the id of the asset. */
function upload({ url: endpoint, projectId, credentials }: LocalVod, path = SAMPLE) {
  return uploadAsset(createVodClient({ endpoint, projectId, credentials }), path);
}

/** The exit code, and the steps with the status of each answer. */
function summaryOf({ code, steps }: Run) {
  return [code, ...steps.map((step) => [step.stepId, step.response.statusCode, step.status])];
}

// At once, because most of the time they wait for a task.
describe.concurrent('the workflows', () => {
  it('make an MP3 of a video, from the password on', async () => {
    const run = await respect(local, documents.extract, 'signInAndExtractAudio', login());
    expect(summaryOf(run)).toEqual([
      0,
      ['createToken', 201, 'success'],
      ['createAsset', 200, 'success'],
      ['uploadFile', 200, 'success'],
      ['confirmUpload', 200, 'success'],
      ['startExtraction', 202, 'success'],
      ['waitForAudio', 200, 'success'],
      ['readAudio', 200, 'success'],
      ['fetchAudio', 200, 'success'],
    ]);
    expect(run.output).toContain('Retrying step waitForAudio (1/300)');
    const { data } = run.steps.at(-1)?.response.body as { data: string }; // How respect logs bytes.
    const audio = readMp3Frames(Buffer.from(data, 'base64'));
    expect(audio).toMatchObject({ sampleRateHz: 44_100, channels: 2, bitRateKbps: 128 });
    expect(audio.durationSeconds).toBeCloseTo(11.5, 0);

    const issued = run.steps.at(-2)?.request.headers['x-auth-token'] ?? '';
    expect(issued).toMatch(/^\d+\./);
    expect(run.output).not.toContain(issued);
    expect(run.log + run.output).not.toContain(local.iamUser.password);
  });

  it('show how an extraction fails: later with a reason, or at once', async () => {
    const noMedia = await respect(local, documents.fail, 'extractFromNoMedia', session(local));
    expect(summaryOf(noMedia)).toEqual([
      0,
      ['createAsset', 200, 'success'],
      ['uploadText', 200, 'success'],
      ['confirmUpload', 200, 'success'],
      ['startExtraction', 202, 'success'],
      ['waitForFailure', 200, 'success'],
    ]);
    expect(noMedia.log).toContain('text.mp4 is not a video or audio file');
    expect(noMedia.log + noMedia.output).not.toContain(local.token);

    const unknown = await respect(local, documents.fail, 'extractFromUnknownAsset', session(local));
    expect(summaryOf(unknown)).toEqual([0, ['startExtraction', 400, 'success']]);
  });

  it('read an asset with a signature, which is valid for that request only', async () => {
    const [assetId, another] = [await upload(local), await upload(local)];
    const url = `${local.url}/v1.0/${local.projectId}/asset/details?asset_id=${assetId}`;
    const { headers } = await signRequest(new Request(url), local.credentials);
    const authorization = headers.get('authorization') ?? '';
    const signingDate = headers.get('x-sdk-date') ?? '';

    const inputs = { projectId: local.projectId, assetId, authorization, signingDate };
    const run = await respect(local, documents.sign, 'readAssetSigned', inputs);
    expect(summaryOf(run)).toEqual([0, ['readAsset', 200, 'success']]);
    expect(run.log + run.output).not.toContain(authorization);

    const wrong = { ...inputs, assetId: another };
    const refused = await respect(local, documents.sign, 'readAssetSigned', wrong);
    expect(summaryOf(refused)).toEqual([1, ['readAsset', 401, 'error']]);
  });
});

// Alone, because the second extraction has to be cancelled before the first ends.
it('the workflows cancel a queued extraction, but not a running one', async () => {
  const tune = ['-stream_loop', '45', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
  const video = await makeMedia(join(folder, 'long.mp4'), ...tune);
  const busy = await startLocalVod({ concurrency: 1 });
  try {
    const [long, short] = [await upload(busy, video), await upload(busy)];
    const first = { ...session(busy), assetId: long };
    const running = await respect(busy, documents.cancel, 'cancelRunningExtraction', first);
    expect(summaryOf(running)).toEqual([
      0,
      ['startExtraction', 202, 'success'],
      ['waitUntilItRuns', 200, 'success'],
      ['cancel', 400, 'success'],
      ['lookAgain', 200, 'success'],
    ]);

    // The long one still runs, so that this one has to wait.
    const second = { ...session(busy), assetId: short };
    const queued = await respect(busy, documents.cancel, 'cancelQueuedExtraction', second);
    expect(summaryOf(queued)).toEqual([
      0,
      ['startExtraction', 202, 'success'],
      ['cancel', 204, 'success'],
      ['cancelAgain', 400, 'success'],
    ]);
  } finally {
    await busy.close();
  }
});

describe.concurrent('a workflow', () => {
  /** A copy of the workflows in which something is wrong. */
  async function broken(document: string, right: string, wrong: string): Promise<string> {
    const copy = await mkdtemp(join(folder, 'copy-'));
    await cp(workflows, copy, { recursive: true });
    const text = await readFile(document, 'utf8');
    expect(text).toContain(right);
    const changed = text.replaceAll(right, wrong).replaceAll('../../generated/', generated);
    const target = document.replace(workflows, join(copy, '/'));
    await writeFile(target, changed);
    return target;
  }

  it('fails at a wrong status or code, without its token, and at an operation that the contract lacks', async () => {
    const wrongs = [
      ['$statusCode == 400', '$statusCode == 404', 400],
      ["'VOD.10062'", "'VOD.10083'", 400],
      ['name: X-Auth-Token', 'name: X-Other', 401],
      ['createExtractAudioTask', 'createNothing', 0],
    ] as const;
    const made = wrongs.map(([right, wrong]) => broken(documents.fail, right, wrong));
    const run = await respect(
      local,
      await Promise.all(made),
      'extractFromUnknownAsset',
      session(local),
    );
    const steps = wrongs.map(([, , status]) => ['startExtraction', status, 'error']);
    expect(summaryOf(run)).toEqual([1, ...steps]);
  });

  it('fails when its task fails, and then stops waiting', async () => {
    const document = await broken(documents.extract, 'sample.mp4', 'schema.ts');
    const run = await respect(local, document, 'extractAudio', session(local));
    expect(run.code).toBe(1);
    expect(run.steps.at(-1)).toMatchObject({ stepId: 'waitForAudio', status: 'error' });
    expect(run.log).toContain('TRANSCODE_FAILED');
  });
});
