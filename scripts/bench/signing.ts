/** How fast a request is signed, beside the official signer. */
import { createRequire } from 'node:module';
import type * as Signer from '../../src/auth/signer.js';
import { accessKey, content, path, projectId } from './callers.js';
import { compare, type Comparison } from './rounds.js';

/** The names of the contenders, as the tables show them. */
export const signerNames = {
  parts: 'this signer, as each call uses it',
  request: 'signRequest(new Request(…))',
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
  // Each in a loop of its own, so that nothing is measured but what a caller would write.
  const signAll: Record<keyof typeof signerNames, () => Promise<void> | void> = {
    parts: async () => {
      for (let done = 0; done < count; done += 1) {
        const headers = new Map([
          ['x-project-id', projectId],
          ['content-type', 'application/json'],
        ]);
        await signInPlace({ method, url, headers }, body, accessKey);
        check(headers.get('authorization'));
      }
    },
    request: async () => {
      for (let done = 0; done < count; done += 1) {
        const request = new Request(url, { method, headers: own, body });
        const { headers } = await signRequest(request, accessKey);
        check(headers.get('authorization'));
      }
    },
    official: () => {
      for (let done = 0; done < count; done += 1) {
        const headers = { ...own };
        const request = { endpoint: url, method, queryParams: {}, headers, data: content };
        check(AKSKSigner.sign(request, official)['Authorization']);
      }
    },
  };
  const contenders = Object.entries(signAll).map(([name, run]) => ({
    name,
    measure: async () => {
      const start = performance.now();
      await run();
      return { us: ((performance.now() - start) * 1000) / count };
    },
  }));
  return compare(contenders, rounds, 20);
}

function check(authorization: string | null | undefined): void {
  if (!authorization?.startsWith('SDK-HMAC-SHA256 ')) throw new Error('A request was not signed.');
}
