/** What a service does at its start with what an earlier run in the same folder has left. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digitsOfStoredName, hasFile, isUnfinishedName } from './assets/asset.js';
import type { Assets } from './assets/assets.js';
import type { Outbox } from './delivery/outbox.js';
import type { ExtractionQueue } from './extraction/extraction-queue.js';
import type { ObjectStorage } from './object-storage/object-storage.js';
import type { UrlPuller } from './object-storage/url-puller.js';
import { takeRightsOfOthers } from './store/private-files.js';
import type { Store } from './store/store.js';

/** The parts of the service that load their state from the store, and go on with the work of an earlier run. */
export interface Recovered {
  store: Store;
  assets: Assets;
  storage: ObjectStorage;
  queue: ExtractionQueue;
  puller: UrlPuller;
  outbox: Outbox;
}

const storedKind = 'port';

/** The port at which an earlier run listened, if there was one. */
export function earlierPortIn(store: Store): number | undefined {
  return store.read<number>(storedKind).get('');
}

/**
 * Loads the state from the store, removes the unfinished files of an earlier run, starts its extractions and fetches
 * again that have not ended, the oldest first, and sends its events. A file that is not known to belong to the service
 * stays: a user may have put it there, or its store was lost.
 *
 * @param port at which the service listens now; undefined for none.
 * @throws StoreError when the store is damaged, or the folder cannot be written.
 */
export async function recover(
  folder: string,
  { store, assets, storage, queue, puller, outbox }: Recovered,
  port: number | undefined,
): Promise<void> {
  assets.load();
  const files = new Set(await filesIn(folder));
  const known = storage.load(files);
  const ofAssets = new Set(assets.newestFirst().map(({ storedName }) => storedName.slice(0, 32)));
  const unwanted = [...files].filter((name) => {
    const digits = digitsOfStoredName(name);
    // Other digits are those of an asset that the store does not have: the store may have been lost or replaced.
    if (digits !== undefined) return ofAssets.has(digits) && !known.has(name);
    return !store.isNew && isUnfinishedName(name) && !known.has(name);
  });
  for (const asset of assets.newestFirst()) {
    const isThere = files.has(asset.storedName);
    if (isThere && !hasFile(asset)) unwanted.push(asset.storedName);
    // The user has removed the file: it can be neither served nor extracted any more.
    if (!isThere && asset.fileState === 'ready') assets.update(asset, { fileState: 'deleted' });
    if (!isThere && asset.uploaded && asset.fileState === 'awaited') {
      assets.update(asset, { uploaded: false });
    }
  }
  if (port !== undefined) movePort(store, assets, port);
  await store.saved();
  for (const name of unwanted) await assets.remove(assets.inFolder(name));
  for (const name of known) if (files.has(name)) takeRightsOfOthers(assets.inFolder(name));
  for (const asset of assets.newestFirst().reverse()) {
    const { maker, fileState, media, isDiscarded } = asset;
    // The earlier run could not remove the file of this asset, or was killed before it had.
    if (isDiscarded) await assets.delete(asset);
    else if (fileState === 'awaited' && maker === 'extraction') queue.resume(asset);
    else if (fileState === 'awaited' && maker === 'pull') puller.pull(asset);
    else if (fileState === 'ready' && !media) queue.describe(asset);
  }
  outbox.resume();
}

/** The names of the files in a folder, and of links to files. What is a folder or a pipe stays as it is. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.map(async (entry) => {
    const isFile = async () => (await stat(join(folder, entry.name)).catch(() => entry)).isFile();
    return (entry.isSymbolicLink() ? await isFile() : entry.isFile()) ? entry.name : [];
  });
  return (await Promise.all(names)).flat();
}

/** Has the URLs of the assets follow the service to its port, and stores the port. */
function movePort(store: Store, assets: Assets, port: number): void {
  const earlierPort = earlierPortIn(store);
  // A run without a socket has port 0.
  for (const earlier of [0, earlierPort ?? port]) assets.move(String(earlier), String(port));
  // The same port is not written again, so that a service can start on a full disk.
  if (port === earlierPort) return;
  store.stage({ kind: storedKind, id: '', read: () => port, undo: () => undefined });
}
