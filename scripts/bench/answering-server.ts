/** A process of its own that answers every createExtractAudioTask, as cheaply as node:http can. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = '{"asset_id":"3e1cd21131a94525be55acf65888bf46","audio_asset_id":"b6f1c4d2a97e4f0c"}';
const headers = {
  'content-type': 'application/json',
  'content-length': body.length,
  'x-request-id': '0123456789abcdef0123456789abcdef',
};

const server = createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(202, headers).end(body));
});
// No contender's connections may end while it waits for its turn.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
