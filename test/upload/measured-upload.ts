/** A program that does one upload and prints how many bytes its memory has grown: `service file [as a stream]`. */
import { createReadStream } from 'node:fs';
import { createVodClient, type VodClientOptions } from '../../src/index.js';
import { uploadAsset } from '../../src/upload/index.js';

const [, , service = '', file = '', asStream] = process.argv;
const vod = createVodClient(JSON.parse(service) as VodClientOptions); // Written by the test.
// What a process needs once for any upload.
await uploadAsset(vod, new Uint8Array(20_000_000), { fileName: 'first.mp4' });

const before = process.memoryUsage.rss();
let last: unknown;
const onProgress = (progress: object) => (last = progress);
// Without an encoding a stream gives buffers, which its type does not say.
const source = asStream ? (createReadStream(file) as AsyncIterable<Buffer>) : file;
const assetId = await uploadAsset(vod, source, { fileName: 'long.mp4', onProgress });
// maxRSS is the peak as the system has measured it, in units of 1024 bytes.
const grown = process.resourceUsage().maxRSS * 1024 - before;
console.log(JSON.stringify({ assetId, grown, last }));
