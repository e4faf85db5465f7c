/** Puts things in order after an earlier run in the same folder, however that ended, and goes on with them. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { digitsOfTakenName, hasFile, isUnfinishedName } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import type { ExtractionQueue } from '../extraction/extraction-queue.js';
import type { ObjectStorage } from '../object-storage/object-storage.js';
import type { Outbox } from '../delivery/outbox.js';
import type { Store } from './store.js';
import { storeFailure } from './store-error.js';
import type { UrlPuller } from '../object-storage/url-puller.js';

/** What takes in, or goes on with, what the store holds. */
export interface Recovered {
  store: Store;
  assets: Assets;
  storage: ObjectStorage;
  queue: ExtractionQueue;
  puller: UrlPuller;
  outbox: Outbox;
}

const storedKind = 'port';

/**
 * Loads what the store holds, and makes it and the folder agree. Whatever in the folder is not known to be ours
 * is left alone: it may be somebody's, or what is left of a store that was lost.
 *
 * @returns the port at which the earlier run listened, if there was one.
 * @throws StoreError when the store is damaged, or the folder cannot be written.
 */
export async function recover(
  folder: string,
  { store, assets, storage, outbox }: Recovered,
): Promise<{ earlierPort: number | undefined }> {
  await assets.load();
  await outbox.load();
  const files = new Set(await readdir(folder));
  const known = await storage.load(files);
  const ofAssets = new Set(assets.newestFirst().map(({ storedName }) => storedName.slice(0, 32)));
  const unwanted = [...files].filter((name) => {
    const digits = digitsOfTakenName(name);
    // Of an asset that the store does not have: it may be one of a store that was lost or was put back as it was once.
    if (digits !== undefined) return ofAssets.has(digits) && !known.has(name);
    return !store.isNew && isUnfinishedName(name) && !known.has(name);
  });
  for (const asset of assets.newestFirst()) {
    const isThere = files.has(asset.storedName);
    if (isThere && !hasFile(asset)) unwanted.push(asset.storedName);
    // Somebody else took it away: nothing can be served or extracted any more.
    if (!isThere && asset.fileState === 'ready') assets.update(asset, { fileState: 'deleted' });
    if (!isThere && asset.uploaded && asset.fileState === 'awaited') {
      assets.update(asset, { uploaded: false });
    }
  }
  await store.saved();
  for (const name of unwanted) {
    await removeIfUnused(join(folder, name));
  }
  // The earlier run could not remove their files, or was killed before it had.
  for (const asset of assets.newestFirst()) {
    if (asset.isDiscarded) await assets.delete(asset);
  }
  return { earlierPort: (await store.read<number>(storedKind)).get('') };
}

/** On Windows an FFmpeg that outlived its service may still have its file open: the next start removes that. */
async function removeIfUnused(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isInUse = code === 'EBUSY' || (code === 'EPERM' && process.platform === 'win32');
    if (!isInUse) throw storeFailure(error, file);
  });
}

/** Begins again what an earlier run did not end: extractions and fetches, oldest first, and events. */
export async function resume(
  { store, assets, queue, puller, outbox }: Recovered,
  { earlierPort, port }: { earlierPort: number | undefined; port: number | undefined },
): Promise<void> {
  if (port !== undefined) {
    // 0 is that of a run without a socket.
    for (const earlier of [0, earlierPort ?? port]) assets.move(String(earlier), String(port));
    // What stays the same is not written, so that a disk without room hinders no start.
    if (port !== earlierPort) {
      store.stage({ kind: storedKind, id: '', read: () => port, undo: () => undefined });
    }
    await store.saved();
  }
  for (const asset of assets.newestFirst().reverse()) {
    const { maker, fileState, media } = asset;
    if (fileState === 'awaited' && maker === 'extraction') queue.resume(asset);
    if (fileState === 'awaited' && maker === 'pull') puller.pull(asset);
    if (fileState === 'ready' && !media) queue.describe(asset);
  }
  outbox.resume();
}
