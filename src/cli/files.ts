/** The files that the command reads and writes, and its standard output, with clear messages when that fails. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { getSystemErrorMessage } from 'node:util';
import { fileTypeOf } from '../upload/index.js';
import { CommandFailure } from './failure.js';

/**
 * Checks that a video can be uploaded. Returns its length in bytes.
 *
 * @throws CommandFailure if it does not exist, is not a file, is empty, or has a suffix that VOD does not accept.
 */
export async function checkSource(path: string): Promise<number> {
  const info = await stat(path).catch((cause: unknown) => {
    throw fileFailure('read', path, cause);
  });
  if (!info.isFile()) {
    throw new CommandFailure(`Cannot read ${path}: it is not a file. Give a video.`);
  }
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
 * Checks that a file can be written, and is not the source itself.
 *
 * @throws CommandFailure if it is not so.
 */
export async function checkTarget(path: string, source: string): Promise<void> {
  const refused = (why: string): CommandFailure =>
    new CommandFailure(`Cannot write ${path}: ${why}. Give --output the name of another file.`);
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory()) throw refused('it is a folder');
  if (existing && !existing.isFile()) throw refused('it is not a file');
  if (existing && (await realpath(path)) === (await realpath(source))) {
    throw refused('it is the source itself');
  }
  // Opening it shows more than its permissions.
  const partial = partialOf(path);
  const file = await open(partial, 'wx').catch((cause: unknown) => {
    throw fileFailure('write', path, cause);
  });
  await file.close();
  await rm(partial);
}

/**
 * Writes a file under another name, checks it, and renames it. So an older file stays until then, and a wrong result
 * never gets the name.
 */
export async function writeChecked<Result>(
  path: string,
  write: (partial: string) => Promise<void>,
  check: (partial: string) => Promise<Result>,
): Promise<Result> {
  const partial = partialOf(path);
  try {
    await write(partial).catch((cause: unknown) => {
      throw fileFailure('write', path, cause);
    });
    const result = await check(partial);
    await rename(partial, path).catch((cause: unknown) => {
      throw fileFailure('write', path, cause);
    });
    return result;
  } finally {
    await rm(partial, { force: true }).catch(() => undefined); // The folder may be gone or not writable.
  }
}

/**
 * A new name in the folder of `path`, so that the file can be renamed. It is random, so that nothing is there already,
 * and not `path` with a suffix, which could be too long a name.
 */
function partialOf(path: string): string {
  return join(dirname(path), `.vod-${randomUUID()}.part`);
}

/**
 * Writes a line to standard output, and waits until it is written. `console.log` would hide that this has failed.
 *
 * @param result is added to the error message: where the result of the command is all the same.
 * @throws CommandFailure if the line cannot be written, for example because the disk is full.
 */
export async function print(line: string, result = ''): Promise<void> {
  const ignore = (): void => undefined;
  process.stdout.on('error', ignore); // The callback has the error, too.
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => {
      if (error) reject(error);
      else resolve();
    });
  }).catch((cause: unknown) => {
    throw fileFailure('write', 'to standard output', cause, result);
  });
  process.stdout.off('error', ignore);
}

function fileFailure(verb: string, path: string, cause: unknown, advice = ''): unknown {
  const errno = cause instanceof Error && 'errno' in cause ? cause.errno : undefined;
  if (typeof errno !== 'number') return cause; // Not an error of the system.
  const message = `Cannot ${verb} ${path}: ${getSystemErrorMessage(errno)}.${advice && ` ${advice}`}`;
  return new CommandFailure(message, 1, { cause });
}
