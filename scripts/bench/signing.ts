/** How fast a request is signed, beside the official signer. */
import { createRequire } from 'node:module';
import type * as Package from '../../src/index.js';
import type * as Signer from '../../src/auth/signer.js';
import { accessKey, content, path, projectId } from './callers.js';
import { compare, type Comparison } from './rounds.js';

/** The names of the contenders, as the tables show them. */
export const signerNames = {
  parts: "this project's signer, as every call uses it",
  request: 'signRequest, a Request in and a Request out',
  official: 'official AKSKSigner',
} as const;

/** The official signer, of which only this is used. */
interface OfficialSigner {
  AKSKSigner: {
    sign(
      request: object,
      credential: { getAk(): string; getSk(): string },
    ): Record<string, string>;
  };
}

const endpoint = 'https://vod.cn-north-4.myhuaweicloud.com';
const count = 1000;

/** Compares the signers by their figure `us`, per signature. */
export function compareSigners(
  { signInPlace }: typeof Signer,
  { signRequest }: typeof Package,
  rounds: number,
): Promise<Comparison> {
  // Its types do not compile under this project's options.
  const { AKSKSigner } = createRequire(import.meta.url)(
    '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner',
  ) as OfficialSigner;
  const method = 'POST';
  const body = JSON.stringify(content);
  const official = { getAk: () => accessKey.accessKeyId, getSk: () => accessKey.secretAccessKey };
  const sign: Record<keyof typeof signerNames, () => unknown> = {
    parts: async () => {
      const headers = new Map([
        ['x-project-id', projectId],
        ['content-type', 'application/json'],
      ]);
      await signInPlace({ method, url: endpoint + path, headers }, body, accessKey);
      return headers.get('authorization');
    },
    request: async () => {
      const headers = { 'x-project-id': projectId, 'content-type': 'application/json' };
      const request = new Request(endpoint + path, { method, headers, body });
      return (await signRequest(request, accessKey)).headers.get('authorization');
    },
    official: () => {
      const headers = { 'x-project-id': projectId, 'content-type': 'application/json' };
      const request = { endpoint: endpoint + path, method, queryParams: {}, headers, data: content };
      return AKSKSigner.sign(request, official)['Authorization'];
    },
  };
  const contenders = Object.entries(sign).map(([name, run]) => ({
    name,
    measure: async () => {
      const start = performance.now();
      for (let done = 0; done < count; done += 1) {
        const authorization = await run();
        if (typeof authorization !== 'string') throw new Error(`${name} did not sign.`);
      }
      return { us: ((performance.now() - start) * 1000) / count };
    },
  }));
  return compare(contenders, rounds, 3);
}
