/** What goes wrong with the folder of the service and the store in it, in words that say what to do. */
import { basename, dirname } from 'node:path';

/** The state of the service could not be read or written. The message names the path and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}

const inUse = (file: string) =>
  `The folder ${dirname(file)} is in use by another local VOD service. Close that one, or give this one a ` +
  'folder of its own.';
const damaged = (file: string, how = '') =>
  `The store ${file} is damaged${how}. Put a copy of it in its place, or move it away to start with nothing, ` +
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

/** Messages by the code of SQLite or of the system. */
const messages: Readonly<Record<string, (file: string) => string>> = {
  SQLITE_BUSY: inUse,
  SQLITE_LOCKED: inUse,
  SQLITE_CORRUPT: damaged,
  SQLITE_NOTADB: damaged,
  SQLITE_IOERR_SHORT_READ: damaged,
  SQLITE_FULL: full,
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  SQLITE_IOERR: unreliable,
  SQLITE_READONLY: forbidden,
  SQLITE_CANTOPEN: forbidden,
  SQLITE_PERM: forbidden,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: forbidden,
  EISDIR: forbidden,
  EEXIST: noFolder,
  ENOTDIR: noFolder,
  ENOENT: noFolder,
};

/** The error to throw for damage that SQLite does not see, and in what that shows. */
export function damagedStore(file: string, how: string): StoreError {
  return new StoreError(damaged(file, `: ${how}`));
}

/** The error to throw for one of SQLite or the system about a file. */
export function storeFailure(cause: unknown, file = ':memory:'): StoreError {
  if (cause instanceof StoreError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : codeIn(reason);
  const detail =
    cause instanceof Error && 'extendedCode' in cause ? String(cause.extendedCode) : '';
  const message =
    (messages[detail] ?? messages[code])?.(file) ??
    (cause instanceof SyntaxError
      ? damaged(file) // An entry that is no JSON.
      : `The file ${file} cannot be read or written: ${reason}. Check the disk that it is on.`);
  return new StoreError(message, { cause });
}

/** The package for SQLite gives no code when it cannot open a file, only SQLite's number. */
function codeIn(reason: string): string {
  return /^ConnectionFailed\(.*: 14\b/.test(reason) ? 'SQLITE_CANTOPEN' : '';
}

/** Whether an error of the system says that there is no room for a file. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && meansFullDisk(String(error.code));
}

/** Whether a code of the system is that of a disk, a quota or a largest file size that has been reached. */
export function meansFullDisk(code: string): boolean {
  return messages[code] === full;
}
