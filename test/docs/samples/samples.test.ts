/** What the samples have to be, and how they get into the contract. That they compile: tsconfig.test.json. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ContractDocument } from '../../../scripts/contract-module.js';
import {
  addSamples,
  type CodeSample,
  sampleLanguages,
  samplesFolder,
} from '../../../scripts/samples.js';
import { type SampledOperation, sampledOperations } from './language.js';

const signers = ['signing/sign.py', 'signing/sign.go', 'signing/Sign.java'];
const samples = sampledOperations.flatMap((id) =>
  sampleLanguages.map(({ fileOf }) => [fileOf(id), id] as const),
);
const files = samples.map(([file]) => file);
/** What each sample is told besides where and as whom to call. */
const subjects: Record<SampledOperation, string[]> = {
  createAssetByFileUpload: ['VIDEO_FILE'],
  confirmAssetUpload: ['ASSET_ID'],
  createExtractAudioTask: ['ASSET_ID'],
  showAssetDetail: ['ASSET_ID'],
  cancelExtractAudioTask: ['ASSET_ID'],
  listAssetList: ['PAGE'],
  listAssetTaskInfo: [],
  showAssetMeta: ['ASSET_ID'],
  updateAssetMeta: ['ASSET_ID', 'TITLE'],
  publishAssets: ['ASSET_ID'],
  unpublishAssets: ['ASSET_ID'],
  uploadMetaDataByUrl: ['VIDEO_URL'],
  showAssetTempAuthority: ['OBS_BUCKET', 'OBS_OBJECT'],
  publishAssetFromObs: ['OBS_BUCKET', 'OBS_OBJECT'],
  keystoneCreateUserTokenByPassword: ['IAM_USER', 'IAM_PASSWORD', 'IAM_DOMAIN', 'PROJECT_NAME'],
  keystoneListProjects: ['PROJECT_NAME'],
  deleteAssets: ['ASSET_ID'],
};
const anyVariable =
  /\b(?:(?:VOD|HUAWEICLOUD|IAM|ASSET|VIDEO|OBS)_[A-Z_]+|TITLE|PAGE|PROJECT_NAME)\b/g;
/** Go and Java need more lines, most of all for two requests, and for an error within a success. */
function mostLines(file: string): number {
  if (!/\.(go|java)$/.test(file)) return 40;
  return /^(createAsset|showAssetTemp|uploadMeta)/i.test(file) ? 55 : 45;
}
const needsNoSignature = (file: string) => /^keystoneCreate/i.test(file);
const textOf = (file: string) => readFile(new URL(file, samplesFolder), 'utf8');
const contract = new URL('../../../generated/openapi.json', import.meta.url);
const readContract = async () =>
  JSON.parse(await readFile(contract, 'utf8')) as ContractDocument & Document;

/** The document as renderers see it. */
interface Document {
  paths: Record<string, Record<string, { operationId?: string; 'x-codeSamples'?: CodeSample[] }>>;
}

function samplesOf(document: Document): Map<string, CodeSample[] | undefined> {
  const all = Object.values(document.paths).flatMap((path) => Object.values(path));
  return new Map(
    all.flatMap(({ operationId, 'x-codeSamples': samples }) =>
      operationId === undefined ? [] : [[operationId, samples]],
    ),
  );
}

describe('in the contract', () => {
  it.each(sampledOperations)('%s has a sample in each of the five languages', async (id) => {
    const document = await readContract();
    expect(await addSamples(document)).toBe(document);
    const samples = samplesOf(document).get(id);
    expect(samples?.map(({ label }) => label)).toEqual([
      ...['curl', 'TypeScript', 'Python', 'Go', 'Java'],
    ]);
    const sources = await Promise.all(sampleLanguages.map(({ fileOf }) => textOf(fileOf(id))));
    expect(samples?.map(({ source }) => source)).toEqual(sources);
  });

  it('there is no operation without samples', async () => {
    const all = [...samplesOf(await readContract()).keys()];
    expect(all.sort()).toEqual([...sampledOperations].sort());
  });

  it('an operation cannot have samples in some languages only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samples-test-'));
    try {
      await writeFile(join(folder, 'createExtractAudioTask.py'), '');
      await expect(addSamples(await readContract(), pathToFileURL(`${folder}/`))).rejects.toThrow(
        /createExtractAudioTask\.sh, .+CreateExtractAudioTask\.java/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('in the folder', () => {
  it('there is nothing besides the samples, the signers, and what makes them run', async () => {
    const all = await readdir(samplesFolder, { recursive: true });
    const present = all.filter((name) => !name.includes('__pycache__')); // Python leaves it.
    expect(present.sort()).toEqual(
      [...files, ...signers, 'go.mod', 'signing', 'tsconfig.json'].sort(),
    );
  });

  it.each(samples)(
    '%s can be read on a page, is set up by its environment, and is as all are',
    async (file, id) => {
      const text = await textOf(file);
      expect(text.split('\n').length - 1).toBeLessThanOrEqual(mostLines(file));
      const lines = text.split('\n').filter((line) => line.length > 100);
      expect(lines).toEqual([]);
      const service = id.startsWith('keystone') ? 'iam' : 'vod';
      expect(text).toContain(`https://${service}.cn-north-4.myhuaweicloud.com`);
      const names = new Set(text.match(anyVariable));
      const place =
        service === 'iam' ? ['IAM_ENDPOINT'] : ['VOD_ENDPOINT', 'HUAWEICLOUD_SDK_PROJECT_ID'];
      const key = needsNoSignature(file) ? [] : ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK'];
      const credentials = file.endsWith('.sh') ? ['VOD_TOKEN'] : key;
      expect([...names].sort()).toEqual([...place, ...credentials, ...subjects[id]].sort());
    },
  );

  it.each(signers)('%s is small, and named in the samples that need it', async (signer) => {
    expect((await textOf(signer)).split('\n').length - 1).toBeLessThanOrEqual(60);
    const [, suffix = ''] = signer.split('.');
    const users = files.filter((file) => file.endsWith(`.${suffix}`) && !needsNoSignature(file));
    expect(users).toHaveLength(sampledOperations.length - 1);
    for (const user of users) {
      const top = (await textOf(user)).split('\n').slice(0, 2).join('\n');
      expect(top).toContain(`Needs ${signer}.`);
    }
  });
});
