/**
 * `npm run bench`: how fast this project signs and calls, beside others, in one run and interleaved, because
 * the figures of a busy machine mean nothing by themselves. Speed is measured here and never in a test.
 */
import { createServer, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createVodClient, signRequest } from '../src/index.js';

const rounds = 9;
const accessKey = {
  accessKeyId: 'FAKEAK0000000000TEST',
  secretAccessKey: 'fakeSecretKey0123456789',
};
const projectId = '0123456789abcdef0123456789abcdef';
const path = `/v1.0/${projectId}/asset/extract_audio`;
const content = { asset_id: '3e1cd21131a94525be55acf65888bf46', parameter: { format: 'MP3' } };
const body = JSON.stringify(content);

/** The official signer, of which only this is used. */
interface OfficialSigner {
  AKSKSigner: {
    sign(request: object, credential: { getAk(): string; getSk(): string }): Record<string, string>;
  };
}

interface Contender {
  name: string;
  run: () => unknown;
}

/** Runs the contenders in turn, round by round, and prints each one's time relative to the first. */
async function compare(
  title: string,
  times: number,
  contenders: readonly Contender[],
): Promise<void> {
  const durations = contenders.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, { run }] of contenders.entries()) {
      const start = performance.now();
      for (let count = 0; count < times; count += 1) await run();
      // The first round only warms up.
      if (round >= 0) durations[index]?.push(performance.now() - start);
    }
  }
  console.log(`\n${title} (${times} times, median of ${rounds} interleaved rounds)`);
  const reference = median(durations[0] ?? []);
  for (const [index, { name }] of contenders.entries()) {
    const time = median(durations[index] ?? []);
    const each = ((time / times) * 1000).toFixed(1).padStart(8);
    console.log(`${each} us  ${(time / reference).toFixed(2).padStart(6)}x  ${name}`);
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const { AKSKSigner } = createRequire(import.meta.url)(
  '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner',
) as OfficialSigner;
const endpoint = 'https://vod.cn-north-4.myhuaweicloud.com';
await compare('Sign one createExtractAudioTask', 300, [
  {
    name: 'official Node signer',
    run: () =>
      AKSKSigner.sign(
        {
          endpoint: endpoint + path,
          method: 'POST',
          queryParams: {},
          headers: { 'content-type': 'application/json' },
          data: content,
        },
        { getAk: () => accessKey.accessKeyId, getSk: () => accessKey.secretAccessKey },
      ),
  },
  {
    name: 'signRequest (Web Crypto, a Request in and a Request out)',
    run: () => signRequest(new Request(endpoint + path, { method: 'POST', body }), accessKey),
  },
]);

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end(`{"asset_id":"${content.asset_id}","audio_asset_id":"b6f1"}`);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const vod = createVodClient({ endpoint: base, projectId, credentials: accessKey });
await compare('One createExtractAudioTask over loopback, one at a time', 200, [
  {
    name: 'global fetch, unsigned',
    run: async () => {
      const headers = { 'content-type': 'application/json' };
      await (await fetch(base + path, { method: 'POST', headers, body })).json();
    },
  },
  {
    name: 'node:http with a kept connection, unsigned',
    run: () =>
      new Promise<void>((resolve, reject) => {
        const headers = { 'content-type': 'application/json', 'content-length': body.length };
        httpRequest(base + path, { method: 'POST', headers }, (response) => {
          response.resume().once('end', resolve);
        })
          .once('error', reject)
          .end(body);
      }),
  },
  {
    name: 'this client, signed',
    run: () =>
      vod.POST('/v1.0/{project_id}/asset/extract_audio', {
        body: { ...content, parameter: { format: 'MP3' } },
      }),
  },
]);
server.closeAllConnections();
server.close();
