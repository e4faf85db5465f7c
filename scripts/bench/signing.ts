/** How fast a request is signed, beside the official signer. */
import { createRequire } from 'node:module';
import type * as Signer from '../../src/auth/signer.js';
import { accessKey, content, path, projectId } from './callers.js';
import { compare, type Comparison } from './rounds.js';

/** The names of the contenders, as the tables show them. */
export const signerNames = {
  parts: 'this signer, as each call uses it',
  request: 'signRequest, from Request to Request',
  official: 'official AKSKSigner',
} as const;

/** The official signer, of which only this is used. */
interface OfficialSigner {
  AKSKSigner: {
    sign(request: object, credential: { getAk(): string; getSk(): string }): Record<string, string>;
  };
}

/** So few that the scheduler seldom comes between: the middle of many short rounds is undisturbed. */
const count = 200;

/** Compares the signers by their figure `us`, the microseconds of a signature. */
export function compareSigners(
  { signInPlace, signRequest }: typeof Signer,
  rounds: number,
): Promise<Comparison> {
  // Its types do not compile under this project's options.
  const { AKSKSigner } = createRequire(import.meta.url)(
    '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner',
  ) as OfficialSigner;
  const url = `https://vod.cn-north-4.myhuaweicloud.com${path}`;
  const method = 'POST';
  const body = JSON.stringify(content);
  const own = { 'x-project-id': projectId, 'content-type': 'application/json' };
  const official = { getAk: () => accessKey.accessKeyId, getSk: () => accessKey.secretAccessKey };
  // Each signs and says whether it did.
  const sign: Record<keyof typeof signerNames, () => boolean | Promise<boolean>> = {
    parts: () => {
      const headers = new Map([
        ['x-project-id', projectId],
        ['content-type', 'application/json'],
      ]);
      return signInPlace({ method, url, headers }, body, accessKey).then(() =>
        headers.has('authorization'),
      );
    },
    request: () =>
      signRequest(new Request(url, { method, headers: own, body }), accessKey).then(({ headers }) =>
        headers.has('authorization'),
      ),
    official: () => {
      const request = {
        endpoint: url,
        method,
        queryParams: {},
        headers: { ...own },
        data: content,
      };
      return AKSKSigner.sign(request, official)['Authorization'] !== undefined;
    },
  };
  const contenders = Object.entries(sign).map(([name, run]) => ({
    name,
    measure: async () => {
      const start = performance.now();
      for (let done = 0; done < count; done += 1) {
        if (!(await run())) throw new Error(`${name} did not sign.`);
      }
      return { us: ((performance.now() - start) * 1000) / count };
    },
  }));
  return compare(contenders, rounds, 20);
}
