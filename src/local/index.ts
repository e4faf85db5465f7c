/** "huaweicloud-vod/local": the local VOD service, for development and tests. */
import type { LocalVod, LocalVodOptions } from './local-vod.js';

export type { CallbackOptions } from './callback-sender.js';
export type { FFmpegOptions } from './ffmpeg.js';
export type { IamUser } from './iam.js';
export type { LocalVod, LocalVodOptions } from './local-vod.js';
export type { ChannelName, Undelivered } from './outbox.js';
export type { SmnSubscriptionOptions } from './smn-channel.js';

/**
 * Starts a VOD service on this machine: the same contract and the same signatures, and audio that is really
 * extracted. It forgets everything when it is closed.
 *
 * @throws Error that names the packages to install when one of them is missing; EADDRINUSE when the port is
 *   taken.
 * @example
 * const local = await startLocalVod({ callback: { url, key } });
 * const vod = createVodClient({ endpoint: local.url, projectId: local.projectId, credentials: local.credentials });
 * // …
 * await local.close();
 */
export async function startLocalVod(options: LocalVodOptions = {}): Promise<LocalVod> {
  const { start } = await import('./local-vod.js').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND') {
      throw new Error(
        'The local VOD service needs packages that the client does not: ' +
          'npm install hono @hono/node-server ajv ajv-formats @ffmpeg/core@0.12.10',
        { cause },
      );
    }
    throw cause;
  });
  return start(options);
}
