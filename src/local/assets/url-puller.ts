/** Fetches the files of assets from URLs: from this machine and hosts that were allowed, and no others. */
import { rm } from 'node:fs/promises';
import { type Asset, unfinishedNameOf } from './asset.js';
import type { Assets } from './assets.js';
import { invalidField, ServiceError } from '../http/service-error.js';
import { TaskQueue } from '../extraction/task-queue.js';
import { streamOf, writeNewFile } from '../object-storage/written-file.js';

/** How files are fetched. */
export interface UrlPullerOptions {
  /** Names of hosts, without ports, from which files may be fetched beside this machine itself. */
  hosts: readonly string[];
  /** The largest file in bytes. */
  largest: number;
  /** How long one file may take, in milliseconds. */
  timeoutMs: number;
  /** Called when a file has arrived. */
  onPulled: (asset: Asset) => void;
}

const atOnce = 4;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Fetches files in the background, a few at a time. */
export class UrlPuller {
  readonly #assets: Assets;
  readonly #options: UrlPullerOptions;
  readonly #tasks = new TaskQueue(atOnce);

  /** @throws TypeError when a host is no host name. */
  constructor(assets: Assets, options: UrlPullerOptions) {
    for (const host of options.hosts) {
      if (
        URL.canParse(`http://${host}/`) &&
        new URL(`http://${host}/`).hostname === host.toLowerCase()
      )
        continue;
      throw new TypeError(
        `pullHosts takes names of hosts, without scheme, port and path (video.example.com, [2001:db8::1]); one is ${host}.`,
      );
    }
    this.#assets = assets;
    this.#options = options;
  }

  /** Why a URL is not fetched: it is wrong, or leads where nobody allowed it. Undefined when all is well. */
  refusal(given: string): ServiceError | undefined {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    const isWrong = !url || !/^https?:$/.test(url.protocol) || url.username || url.password;
    if (isWrong || !/\.[a-z0-9]+$/i.test(url.pathname)) return invalidField('url');
    const isAllowed = this.#options.hosts.some((host) => host.toLowerCase() === url.hostname);
    if (isAllowed || loopback.test(url.hostname)) return undefined;
    return new ServiceError(
      403,
      'VOD.10121',
      `The local VOD service fetches nothing from ${url.hostname}: name the host in pullHosts.`,
    );
  }

  /** Fetches the file of an asset from its URL, which was not refused, in the background. */
  pull(asset: Asset): void {
    this.#tasks.add(asset, async (signal) => {
      const isForgotten = () => asset.fileState !== 'awaited';
      if (isForgotten()) return; // By a reset between its answer and now.
      try {
        await this.#fetchFile(asset, asset.pullUrl ?? '', signal);
        this.#options.onPulled(asset);
      } catch (error) {
        if (signal.aborted || isForgotten()) return; // The next run does this again; after a reset nobody does.
        const why = error instanceof Error ? describe(error) : String(error);
        const taskDescription = `VOD.10121: The file could not be fetched: ${why}`;
        await this.#assets.insist(() => {
          this.#assets.end(asset, { fileState: 'failed', taskDescription });
        }, signal);
        await this.#assets.removeUnwanted(asset); // An earlier run may have fetched it, and no more than that.
      }
    });
  }

  /** Stops what is fetched, forgets what waits, and resolves when nothing of it is left. */
  clear(): Promise<void> {
    return this.#tasks.clear();
  }

  /** Does the same, and fetches nothing more. */
  close(): Promise<void> {
    return this.#tasks.close();
  }

  async #fetchFile(asset: Asset, url: string, closed: AbortSignal): Promise<void> {
    const { largest, timeoutMs } = this.#options;
    const signal = AbortSignal.any([closed, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, {
      redirect: 'manual', // It could lead to a host that nobody allowed.
      headers: { 'accept-encoding': 'identity' }, // So that Content-Length is what arrives.
      signal,
    });
    const isTooLong = Number(response.headers.get('content-length')) > largest;
    if (!response.ok || isTooLong) {
      await response.body?.cancel();
      throw new Error(
        isTooLong ? `more than ${largest} bytes` : `the answer was ${response.status}`,
      );
    }
    const partial = this.#assets.inFolder(unfinishedNameOf(asset));
    try {
      await writeNewFile(partial, streamOf(response.body), { largest, signal });
      await this.#assets.takeFile(asset, partial, {}, () => {
        this.#assets.end(asset, { fileState: 'ready' });
      });
    } finally {
      await rm(partial, { force: true });
    }
  }
}

/** `fetch failed` says nothing; its cause does. */
function describe(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
