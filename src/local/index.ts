/** "huaweicloud-vod/local": the local VOD service, for development and tests. */
import type { LocalVod } from './local-vod.js';
import type { LocalVodOptions } from './local-vod-options.js';

export type { SentEventType } from './assets/asset-events.js';
export type { WebhookOptions } from './delivery/mfs-sender.js';
export type { FFmpegOptions } from './extraction/ffmpeg.js';
export type { IamUser } from './identity.js';
export type { LocalVod } from './local-vod.js';
export type { LocalVodOptions } from './local-vod-options.js';
export type { ChannelName } from './delivery/channel.js';
export type { Undelivered } from './delivery/outbox.js';
export type { Assumptions } from './assumptions.js';
export type { SmnSubscriptionOptions } from './delivery/smn-channel.js';

/**
 * Starts a VOD service on this machine: the same contract and the same signatures, and audio that is really
 * extracted. Without a `folder` it forgets everything when it is closed; with a `folder` it goes on where an earlier
 * run in that folder ended, even if that run was killed.
 *
 * @throws Error that says what to do: when Node is older than 22.13, a package is missing, the port is taken (its
 *   `code` is EADDRINUSE), or the folder is in use by another service, cannot be written, or holds a damaged store.
 * @example
 * const local = await startLocalVod({ webhook: { url, key } });
 * const vod = createVodClient({ endpoint: local.url, projectId: local.projectId, credentials: local.credentials });
 * // …
 * await local.close();
 */
export async function startLocalVod(options: LocalVodOptions = {}): Promise<LocalVod> {
  await import('node:sqlite').catch((cause: unknown) => {
    throw new Error(
      `The local VOD service needs Node 22.13 or newer, and this is Node ${process.versions.node}. ` +
        'Run the program with a newer one, which npx can bring: npx -p node@24 node your-program.js',
      { cause },
    );
  });
  const { start } = await import('./local-vod.js').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND') {
      throw new Error(
        'The local VOD service needs packages that the client does not: ' +
          'npm install hono @hono/node-server ajv ajv-formats range-parser @ffmpeg/core@0.12.10',
        { cause },
      );
    }
    throw cause;
  });
  return start(options);
}
