/** What can go wrong with the store and the folder of the service, in messages that say what to do. */
import { basename, dirname } from 'node:path';

/** The state of the service could not be read or written. The message names the path and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}

const inUse = (file: string) =>
  `The folder ${dirname(file)} is in use by another local VOD service. Close that one, or give this one a ` +
  'folder of its own.';
const damaged = (file: string) =>
  `The store ${file} is damaged. Put a copy of it in its place, or move it away to start with nothing, ` +
  `and move ${basename(file)}-wal away if that is there; the media files beside it stay as they are.`;
const full = (file: string) =>
  `The disk is full: ${file} cannot grow. Free some space; nothing that was accepted before is lost.`;
const unreliable = (file: string) =>
  `The file ${file} could not be written or read. Check its disk, and that it has room; nothing that was ` +
  'accepted before is lost.';
const forbidden = (file: string) =>
  `The file ${file} cannot be written. Allow this user to write it and its folder, or give another folder.`;
const noFolder = (file: string) =>
  `The folder ${dirname(file)} cannot be made, because a part of the path is no folder. Give another one.`;

/** Messages by the code of the system, or by SQLite's number: https://www.sqlite.org/rescode.html. */
const messages: Readonly<Record<string, (file: string) => string>> = {
  3: forbidden, // SQLITE_PERM
  5: inUse, // SQLITE_BUSY
  6: inUse, // SQLITE_LOCKED
  8: forbidden, // SQLITE_READONLY
  10: unreliable, // SQLITE_IOERR
  11: damaged, // SQLITE_CORRUPT
  13: full, // SQLITE_FULL
  14: forbidden, // SQLITE_CANTOPEN
  26: damaged, // SQLITE_NOTADB
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: forbidden,
  EISDIR: forbidden,
  EEXIST: noFolder,
  ENOTDIR: noFolder,
  ENOENT: noFolder,
};

/** The error to throw for damage that SQLite's check has found, with SQLite's description as its `cause`. */
export function damagedStore(file: string, cause: unknown): StoreError {
  return new StoreError(damaged(file), { cause });
}

/** The error to throw when the file that is open has another name now, or none. SQLite would go on writing it. */
export function movedStore(file: string): StoreError {
  return new StoreError(
    `The store ${file} is not there any more: it or its folder was moved or removed. Put it back; until then ` +
      'the service changes nothing.',
  );
}

/** The error to throw for an error of SQLite or of the system about a file. */
export function storeFailure(cause: unknown, file: string): StoreError {
  if (cause instanceof StoreError) return cause;
  const message =
    messages[codeOf(cause)]?.(file) ??
    (cause instanceof SyntaxError
      ? damaged(file) // A value that is no JSON.
      : `The file ${file} cannot be read or written: ${String(cause)}. Check the disk that it is on.`);
  return new StoreError(message, { cause });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  // The lowest byte of SQLite's number is the kind of error, the others are details.
  if ('errcode' in error) return String(Number(error.errcode) & 0xff);
  return 'code' in error ? String(error.code) : '';
}

/** Whether an error says that the disk, a quota or the limit on a file's size is reached. */
export function isDiskFull(error: unknown): boolean {
  return messages[codeOf(error)] === full;
}
