/** The samples of every language at work against a local VOD service. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addSamples } from '../../../scripts/samples.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { readMp3Frames } from '../../audio-frames.js';
import { type Command, run } from '../../interop/program.js';
import { SAMPLE } from '../../make-media.js';
import {
  type Contract,
  contractWith,
  exampleUser,
  makeKnownAssets,
} from '../../service-contract.js';
import { exampleRequests, sourcesOf, withNewOperation } from './example-requests.js';
import { languages, sampleText } from './languages.js';
import { startRecorder } from './recorder.js';

/** The operations that do not succeed with the contract's examples, and the status that they answer instead. */
const otherStatus: Record<string, number> = {
  confirmAssetUpload: 403, // The asset has its file already.
  cancelExtractAudioTask: 400, // The extraction has ended already.
};

const text = await readFile(new URL('../../../generated/openapi.json', import.meta.url), 'utf8');
const contract = JSON.parse(text) as Contract;
const operationIds = [...exampleRequests(withNewOperation(contract)).keys()];

describe.each(languages)('the code in $label', (language) => {
  let missing: string | undefined;
  let folder: string;
  let local: LocalVod;
  let recorder: Awaited<ReturnType<typeof startRecorder>>;
  let requests: ReturnType<typeof exampleRequests>;
  let commandOf: (name: string) => Command;

  beforeAll(async () => {
    missing = await language.findMissing();
    if (missing !== undefined) return;
    folder = await mkdtemp(join(tmpdir(), 'samples-'));
    local = await startLocalVod({ callsPerMinute: Infinity, iamUser: exampleUser });
    recorder = await startRecorder(local);
    const known = withNewOperation(contractWith(local, await makeKnownAssets(local)));
    requests = exampleRequests(known, local.token);
    const samples = sourcesOf(await addSamples(known), language.label);
    const job = await sampleText(language.jobFile);
    commandOf = await language.build(folder, { ...samples, extractAudio: job });
  }, 10 * 60_000);
  afterAll(async () => {
    if (missing !== undefined) return;
    recorder.close();
    await local.close();
    await rm(folder, { recursive: true });
  });
  beforeEach((context) => {
    if (missing === undefined) return;
    if (process.env['CI'] === 'true') throw new Error(`CI needs ${missing}.`);
    context.skip(`This machine lacks ${missing}.`);
  });

  const start = (name: string, url: string, options: string[] = [], given = {}) => {
    const command = commandOf(name);
    const environment = {
      ...command.environment,
      VOD_ENDPOINT: url,
      IAM_ENDPOINT: url,
      VOD_PROJECT_ID: local.projectId,
      VOD_TOKEN: local.token,
      HUAWEICLOUD_SDK_AK: local.credentials.accessKeyId,
      HUAWEICLOUD_SDK_SK: local.credentials.secretAccessKey,
      ...given,
    };
    return run({ ...command, arguments: [...command.arguments, ...options], environment });
  };

  it.each(operationIds)('sends the example request of %s', async (operationId) => {
    recorder.requests.length = 0;
    const ended = await start(operationId, recorder.url);
    const expected = requests.get(operationId);
    const status = recorder.requests[0]?.status;
    expect(recorder.requests, ended.stderr).toEqual([{ ...expected, status }]);
    if (status === expected?.status) expect(ended.exitCode).toBe(0);
    else expect(status).toBe(otherStatus[operationId] ?? 501); // The service does not offer it.
  });

  it('uploads a video, extracts its audio and downloads it', async () => {
    const audio = join(folder, 'audio.mp3');
    const ended = await start('extractAudio', local.url, [SAMPLE, audio]);
    const stdout = `${audio}: the audio of ${SAMPLE}\n`;
    expect(ended).toEqual({ exitCode: 0, stdout, stderr: '' });
    const { durationSeconds } = readMp3Frames(await readFile(audio));
    expect(durationSeconds).toBeGreaterThan(11);
    expect(durationSeconds).toBeLessThan(12);
  });

  it('shows the code, the text and the request id of an error, and no secret', async () => {
    const given = { VOD_PROJECT_ID: 'f'.repeat(32) };
    const files = [SAMPLE, join(folder, 'none.mp3')];
    const ended = await start('extractAudio', local.url, files, given);
    expect(ended.exitCode).not.toBe(0);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(/VOD\.10057.*Tenant ID/);
    expect(ended.stderr).toMatch(/\b[0-9a-f]{32}\b/);
    expect(ended.stderr).not.toContain(local.token);
    expect(ended.stderr).not.toContain(local.credentials.secretAccessKey);
  });
});
