/** The files that the command reads and writes, with failures in plain words. */
import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileTypeOf } from '../upload/index.js';
import { CommandFailure } from './failure.js';

/** Plain words for the errors of the system that a path can cause. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/**
 * Makes sure, before any work is done, that a video can be uploaded. Returns its length in bytes.
 *
 * @throws CommandFailure when it does not exist, is no file, is empty, or has a suffix that VOD does not take.
 */
export async function checkSource(path: string): Promise<number> {
  const info = await stat(path).catch((cause: unknown) => {
    throw fileFailure('read', path, cause);
  });
  if (!info.isFile()) throw new CommandFailure(`Cannot read ${path}: it is no file. Give a video.`);
  if (info.size === 0) throw new CommandFailure(`Cannot use ${path}: it is empty. Give a video.`);
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw fileFailure('read', path, cause);
  });
  try {
    fileTypeOf(basename(path));
  } catch (cause) {
    throw new CommandFailure(`Cannot use ${path}: ${(cause as TypeError).message}`, 1, { cause });
  }
  return info.size;
}

/**
 * Makes sure, before any work is done, that a file can be written and would not replace its own source.
 *
 * @throws CommandFailure when it cannot.
 */
export async function checkTarget(path: string, source: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory()) {
    throw new CommandFailure(
      `Cannot write ${path}: it is a folder. Give --output the name of a file.`,
    );
  }
  if (existing && !existing.isFile()) {
    throw new CommandFailure(`Cannot write ${path}: it is no file. Give another --output.`);
  }
  if (existing && (await realpath(path)) === (await realpath(source))) {
    throw new CommandFailure(
      `Cannot write ${path}: it is the source itself. Give another --output.`,
    );
  }
  // Only an attempt tells for certain: permissions are not all that can stand in the way.
  await (
    await open(partialOf(path), 'w').catch((cause: unknown) => {
      throw fileFailure('write', path, cause);
    })
  ).close();
  await rm(partialOf(path));
}

/**
 * Has a file written: beside its place first, and put there only once `check` is content with it, so that
 * nothing that is not what was asked for ever stands there and an older file stays until then.
 */
export async function writeChecked<T>(
  path: string,
  write: (partial: string) => Promise<void>,
  check: (partial: string) => Promise<T>,
): Promise<T> {
  const partial = partialOf(path);
  try {
    await write(partial).catch((cause: unknown) => {
      throw fileFailure('write', path, cause);
    });
    const checked = await check(partial);
    await rename(partial, path).catch((cause: unknown) => {
      throw fileFailure('write', path, cause);
    });
    return checked;
  } finally {
    await rm(partial, { force: true }).catch(() => undefined); // Where it could not be written at all.
  }
}

/** The file that is written before it is moved to `path`: beside it, so that moving cannot fail halfway. */
function partialOf(path: string): string {
  // Not made from the name, which may be as long as the system allows.
  return join(dirname(path), `.vod-${process.pid}.part`);
}

function fileFailure(verb: string, path: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words = systemErrors[code];
  if (words === undefined && !/^E[A-Z]+$/.test(code)) return cause; // Not the file's fault: an abort, a reset.
  return new CommandFailure(`Cannot ${verb} ${path}: ${words ?? code}.`, 1, { cause });
}
