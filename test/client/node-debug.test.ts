/** What Node prints for NODE_DEBUG holds no secret of the client. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { refuseSecrets } from './canary.js';
import { accept, startFaultyVod } from './faulty-vod.js';
import { temporaryKey, token } from './watched-client.js';

describe('a process with NODE_DEBUG', () => {
  it.each([
    ['a temporary key', temporaryKey],
    ['a token', { token }],
  ])('prints no secret of a client with %s', async (_kind, credentials) => {
    const vod = await startFaultyVod([accept]);
    // The credentials come as an argument, because Node prints the script as well.
    const script = `
      import { createVodClient } from './src/index.ts';
      const [endpoint, credentials] = JSON.parse(process.argv[1]);
      const vod = createVodClient({ endpoint, projectId: 'p', credentials });
      await vod.POST('/v1.0/{project_id}/asset/extract_audio', { body: { asset_id: 'a' } });
      await vod.GET('/v1.0/{project_id}/asset/list');
    `;
    const { stderr } = await promisify(execFile)(
      process.execPath,
      [
        ...['--import', 'tsx', '--input-type=module', '-e', script],
        JSON.stringify([vod.url, credentials]),
      ],
      {
        cwd: new URL('../../', import.meta.url),
        env: { ...process.env, NODE_DEBUG: 'http,https,net,tls,stream,fetch,undici,timer' },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    expect(stderr).toMatch(/NET \d+: createConnection/);
    refuseSecrets(stderr);
  });
});
