/** A process of its own that answers every call at once, so that the CPU time of the bench is that of the callers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assetId } from './callers.js';

const body = JSON.stringify({ asset_id: assetId, audio_asset_id: 'b6f1c4d2a97e4f0c' });
const headers = {
  'content-type': 'application/json',
  'content-length': body.length,
  'x-request-id': '0123456789abcdef0123456789abcdef',
};
const server = createServer((request, response) => {
  const status = request.method === 'POST' ? 202 : 200;
  request.resume().once('end', () => response.writeHead(status, headers).end(body));
});
// The connections of a contender must not end while it waits for its turn.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
