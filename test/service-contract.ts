/** The contract for fuzzers: its examples name assets of one local VOD service. */
import { readFileSync } from 'node:fs';
import { extractAudio } from '../src/extraction/extract-audio.js';
import type { LocalVod } from '../src/local/index.js';
import { clientOf, upload } from './local/service.js';
import { create } from './local/assets/uploaded.js';

/** A schema of the contract, as far as fuzzers read it. */
export interface Schema {
  enum?: unknown[];
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
  example?: unknown;
}

/** An operation, or another member of a path. */
export interface Operation {
  operationId?: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: {
    content: { 'application/json': { schema: Schema; examples: Record<string, { $ref: string }> } };
  };
  responses: object;
}

/** The parts of the contract from which requests are made. */
export interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: {
    parameters: Record<string, Parameter>;
    schemas: Record<string, Schema>;
    examples: Record<string, { value: unknown }>;
    securitySchemes: Record<string, object>;
  };
  security: object[];
}

/** The ids in the examples of the contract. */
const exampleProject = '0123456789abcdef0123456789abcdef';
const exampleVideo = '3e1cd21131a94525be55acf65888bf46';
const exampleAudio = 'b6f1c4d2a97e4f0c8d35e21f7a90cc14';

/** The user in the examples of the contract, to start a service with. */
export const exampleUser = {
  name: 'ode-to-joy-app',
  password: 'not-a-real-password',
  domain: 'example-account',
};

/** The assets of a service that the contract's examples name. */
export interface KnownAssets {
  videoId: string;
  audioId: string;
  /** Waits for its file. */
  awaited: Awaited<ReturnType<typeof create>>;
}

/** Makes them. @param content of the video. Default: the sample; other content fails sooner. */
export async function makeKnownAssets(local: LocalVod, content?: string): Promise<KnownAssets> {
  const vod = clientOf(local);
  const job = await extractAudio(vod, { assetId: await upload(vod, 'clip.mp4', content) });
  await job.wait({ firstPollMs: 20 }).catch(() => undefined); // A failure is fine.
  const { assetId: videoId, audioAssetId: audioId } = job;
  return { videoId, audioId, awaited: await create(local) };
}

/** Options that are answered 501. Without them more requests are carried out. */
const notOffered =
  /^(cover_type|cover_md5|subtitles|template_group_name|auto_encrypt|auto_preheat|thumbnail|review|workflow_name)$/;

/** The contract with those assets and the service's project in its examples. */
export function contractWith(
  { projectId }: LocalVod,
  { videoId, audioId, awaited: { target } }: KnownAssets,
): Contract {
  const text = readFileSync(new URL('../generated/openapi.json', import.meta.url), 'utf8')
    .replaceAll(`${exampleProject}/${exampleVideo}/9f2c.mp4`, target?.object ?? '')
    .replaceAll('vod-bucket-65-cn-north-4', target?.bucket ?? '')
    .replaceAll(exampleProject, projectId)
    .replaceAll(exampleVideo, videoId)
    .replaceAll(exampleAudio, audioId);
  return JSON.parse(text, (name, value: unknown) =>
    notOffered.test(name) ? undefined : value,
  ) as Contract;
}
