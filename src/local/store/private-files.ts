/** Keeps other users from the files and folders of the service, in which are keys and media. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { StoreError } from './store-error.js';

/** The rights of a file that the service makes. */
export const privateFile = 0o600;

const rightsOfOthers = 0o077;
/** In a folder with this bit, such as /tmp, all users may make files. */
const sticky = 0o1000;

/**
 * Makes a folder, and takes the rights of others from it. A folder keeps its rights if it is shared, of another user, or
 * has anything in it that is not the service's own.
 *
 * @param isOwn whether a name in the folder is one that the service gives.
 */
export function makePrivateFolder(folder: string, isOwn: (name: string) => boolean): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode } = statSync(folder);
  if ((mode & rightsOfOthers) === 0 || (mode & sticky) !== 0) return;
  if (!readdirSync(folder).every(isOwn)) return;
  try {
    chmodSync(folder, mode & ~rightsOfOthers);
  } catch {
    // It is another user's. The files in it are private all the same.
  }
}

/** Makes an empty file that only its owner may use, or takes the rights of others from a file that is there. */
export function makePrivateFile(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: privateFile });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    takeRightsOfOthers(realpathSync(file));
  }
}

/**
 * Takes the rights of others from a file. What a link leads to is left to the user who made the link.
 *
 * @throws StoreError when others have rights, and this user cannot change that.
 */
export function takeRightsOfOthers(file: string): void {
  const found = lstatSync(file);
  if (!found.isFile() || (found.mode & rightsOfOthers) === 0) return;
  try {
    chmodSync(file, found.mode & ~rightsOfOthers);
  } catch (cause) {
    throw new StoreError(
      `Other users may read ${file}, and this user cannot change that. Make it this user's own, or give another folder.`,
      { cause },
    );
  }
}
