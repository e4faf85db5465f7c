/** A language in which the samples are written, as far as running them goes; and the run itself. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { samplesFolder } from '../../../scripts/samples.js';
import type { LocalVod } from '../../../src/local/index.js';

/** The operations that have samples, which are all: those of the job, in its order. */
export const sampledOperations = [
  'createAssetByFileUpload',
  'confirmAssetUpload',
  'createExtractAudioTask',
  'showAssetDetail',
  'cancelExtractAudioTask',
  'listAssetList',
  'listAssetTaskInfo',
  'showAssetMeta',
  'updateAssetMeta',
  'publishAssets',
  'unpublishAssets',
  'uploadMetaDataByUrl',
  'showAssetTempAuthority',
  'publishAssetFromObs',
  'keystoneCreateUserTokenByPassword',
  'keystoneListProjects',
  'deleteAssets',
] as const;

/** An operation that has samples. */
export type SampledOperation = (typeof sampledOperations)[number];

/** A program with its arguments, and what its environment has besides. */
export interface Command {
  program: string;
  arguments: string[];
  /** Where it runs. Default: where the samples are. */
  folder?: string;
  environment?: Record<string, string>;
  /** When to end it, in milliseconds. Default: a minute. */
  timeoutMs?: number;
}

/** A language that is ready to run its samples. */
export interface Language {
  name: string;
  /** What runs the sample of an operation. */
  commandOf: (operation: SampledOperation) => Command;
}

/** How a program ended. */
export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** What a sample is told by its environment. */
export type SampleEnvironment = Partial<Record<SampleVariable, string>>;

type SampleVariable =
  | 'HUAWEICLOUD_SDK_AK'
  | 'HUAWEICLOUD_SDK_PROJECT_ID'
  | 'VOD_TOKEN'
  | 'ASSET_ID'
  | 'TITLE'
  | 'PAGE'
  | 'VIDEO_FILE'
  | 'VIDEO_URL'
  | 'OBS_BUCKET'
  | 'OBS_OBJECT'
  | 'IAM_PASSWORD'
  | 'PROJECT_NAME';

const samples = fileURLToPath(samplesFolder);
/** Long for one call, and short for a test that hangs. */
const timeoutMs = 60_000;

/** Runs the sample of an operation against a local VOD service. */
export async function runSample(
  language: Language,
  operation: SampledOperation,
  local: LocalVod,
  given: SampleEnvironment,
): Promise<Ended> {
  const command = language.commandOf(operation);
  const { accessKeyId, secretAccessKey } = local.credentials;
  const { name, password, domain } = local.iamUser;
  const environment = {
    ...command.environment,
    VOD_ENDPOINT: local.url,
    VOD_TOKEN: local.token,
    HUAWEICLOUD_SDK_PROJECT_ID: local.projectId,
    HUAWEICLOUD_SDK_AK: accessKeyId,
    HUAWEICLOUD_SDK_SK: secretAccessKey,
    IAM_ENDPOINT: local.iamUrl,
    IAM_USER: name,
    IAM_PASSWORD: password,
    IAM_DOMAIN: domain,
    PROJECT_NAME: local.projectName,
    ...given,
  };
  const ended = await run({ ...command, environment });
  for (const secret of [secretAccessKey, local.token, password]) {
    if (`${ended.stdout}${ended.stderr}`.includes(secret)) {
      throw new Error(`The sample of ${operation} in ${language.name} prints a secret.`);
    }
  }
  return ended;
}

/** Runs a program, with a text as its standard input, and waits for its end. */
export function run(command: Command, input = ''): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  delete env['NODE_OPTIONS']; // What the test runner needs is nothing that a reader has.
  const child = spawn(command.program, command.arguments, {
    cwd: command.folder ?? samples,
    env: { ...env, ...command.environment },
    timeout: command.timeoutMs ?? timeoutMs,
  });
  const ended: Ended = { exitCode: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  child.stdin.on('error', () => undefined); // A program may end without reading it.
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve({ ...ended, exitCode });
    });
  });
}

/** The first of the programs that this machine does not have; undefined when it has them all. */
export function missingProgram(
  ...versions: [program: string, ...arguments: string[]][]
): string | undefined {
  return versions.find(([program, ...options]) => spawnSync(program, options).status !== 0)?.[0];
}
