/** A service that takes uploads of any size and keeps nothing but the number of bytes: for measuring the client. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What has arrived. */
export interface Sink {
  endpoint: string;
  /** The bytes of all parts and whole files. */
  received: () => number;
  parts: () => number;
  server: Server;
}

export async function startSink(): Promise<Sink> {
  let received = 0;
  let parts = 0;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://sink');
    const isPart = pathname === '/store' && request.method === 'PUT';
    if (isPart) parts += 1;
    request.on('data', (chunk: Buffer) => (received += isPart ? chunk.length : 0));
    request.once('end', () => {
      response.setHeader('etag', '"no MD5"');
      response.end(answerTo(request, pathname, searchParams));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return {
    endpoint: `http://127.0.0.1:${port}`,
    received: () => received,
    parts: () => parts,
    server,
  };
}

function answerTo({ method, headers }: IncomingMessage, path: string, query: URLSearchParams) {
  const storage = `http://${headers.host ?? ''}/store`;
  if (path === '/store') {
    if (method !== 'POST') return '';
    return query.has('uploads')
      ? '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>'
      : '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>';
  }
  if (path.endsWith('/asset/authority')) {
    return JSON.stringify({ sign_str: query.has('upload_id') ? storage : `${storage}?uploads` });
  }
  const target = { bucket: 'b', location: 'here', object: 'o' };
  return JSON.stringify({ asset_id: 'a1', video_upload_url: storage, target });
}
