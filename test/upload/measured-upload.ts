/** A process that does one upload and prints by how many bytes its memory grew: `endpoint file [as a stream]`. */
import { createReadStream } from 'node:fs';
import { createVodClient } from '../../src/index.js';
import { uploadAsset } from '../../src/upload/index.js';

const [, , endpoint = '', file = '', asStream] = process.argv;
const vod = createVodClient({ endpoint, projectId: 'p', credentials: { token: 'fake-token' } });
// What every process needs once, whatever it uploads.
await uploadAsset(vod, new Uint8Array(20_000_000), { fileName: 'first.mp4' });

const before = process.memoryUsage.rss();
let last: unknown;
const onProgress = (progress: object) => (last = progress);
await (asStream
  ? // A stream without an encoding yields buffers, which its type does not say.
    uploadAsset(vod, createReadStream(file) as AsyncIterable<Buffer>, {
      fileName: 'a.mp4',
      onProgress,
    })
  : uploadAsset(vod, file, { onProgress }));
// The system's own figure, in units of 1024 bytes, which no peak escapes.
const grown = process.resourceUsage().maxRSS * 1024 - before;
console.log(JSON.stringify({ grown, last }));
