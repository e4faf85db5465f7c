/** The part of given.ts that needs no video: a local VOD service and a client of it. */
import { createServer } from 'node:http';
import { createVodClient } from '../../src/index.js';
import { startLocalVod } from '../../src/local/index.js';
import { listen } from '../listen.js';

export const callbackKey = 'a key of the test';
process.env['VOD_CALLBACK_KEY'] = callbackKey;
/** Where the guide's own receiver will listen. */
const port = (process.env['PORT'] = await freePort());

export const local = await startLocalVod({
  webhook: { url: `http://127.0.0.1:${port}/`, key: callbackKey, retryDelaysMs: [100, 100, 100] },
});
export const { url: endpoint, projectId, iamUrl, iamUser } = local;
export const { accessKeyId: ak, secretAccessKey: sk } = local.credentials;
export const vod = createVodClient({ endpoint, projectId, credentials: local.credentials });

async function freePort(): Promise<string> {
  const server = createServer();
  const { port: free } = new URL(await listen(server));
  await new Promise((resolve) => server.close(resolve));
  return free;
}
