/** Credentials from the profile file that the official SDKs share. */
import type { CredentialProvider } from '../auth/credentials.js';
import { environment } from '../platform/environment.js';
import { readAccessKey } from './access-key.js';
import { readIniSection } from './ini-section.js';
import { CredentialsNotFoundError } from './not-found.js';

/** Which profile to read. */
export interface ProfileOptions {
  /**
   * The file. Default: the one that the variable `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names, else
   * `~/.huaweicloud/credentials`.
   */
  path?: string;
  /** The section, without its brackets. Default: `basic`. */
  section?: string;
}

const pathVariable = 'HUAWEICLOUD_SDK_CREDENTIALS_FILE';
/** In bytes; a profile has a few hundred, so that a larger file is another one. */
const largestFile = 64 * 1024;

const names = {
  accessKeyId: 'ak',
  secretAccessKey: 'sk',
  securityToken: 'security_token',
  projectId: 'project_id',
  identityProvider: ['idp_id', 'id_token_file'],
};

/**
 * An access key from a profile file, where the official Go, Java and Python SDKs look for it too: an ini file
 * with the settings `ak` and `sk`, for a temporary key `security_token`, and if you like `project_id`. It is read
 * at each call, so that a key that was replaced in the file is picked up. It needs Node, Deno or Bun.
 *
 * The provider throws a CredentialsNotFoundError when there is no such file, or neither half of a key in the
 * section; and an Error with path and line when the file cannot be read, is no profile, or holds half a key, or
 * when the variable names a file that does not exist.
 *
 * @example
 * // [basic]
 * // ak = …
 * // sk = …
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: fromProfile() });
 */
export function fromProfile({ path, section = 'basic' }: ProfileOptions = {}): CredentialProvider {
  return async ({ signal }) => {
    // Imported when needed: where they are missing, the other providers still work.
    const fs = await import(/* webpackIgnore: true */ 'node:fs/promises').catch(() => undefined);
    const os = await import(/* webpackIgnore: true */ 'node:os').catch(() => undefined);
    if (!fs || !os) throw none('This runtime has no files, and so no profile');

    const named = path === undefined ? (environment()[pathVariable]?.trim() ?? '') : '';
    const file = path ?? (named === '' ? `${homeOf(os)}/.huaweicloud/credentials` : named);
    const remedy = `Write ak = … and sk = … there, below [${section}]`;
    const text = await readText(fs, file, signal);
    if (text === undefined) {
      if (named === '') throw none(`The profile file ${file} does not exist. ${remedy}`);
      // Somebody set the variable and wants that file, not whatever comes next in a chain.
      throw new Error(`${pathVariable} names ${file}, which does not exist. Create or unset it.`);
    }
    const settings = readIniSection(text, section, file);
    const key = readAccessKey(names, (name) => settings?.get(name), `in [${section}] of ${file}`);
    if (key) return key;
    const lack = settings ? `has neither ak nor sk in [${section}]` : `has no section [${section}]`;
    throw none(`The profile file ${file} ${lack}. ${remedy}`);
  };
}

function none(message: string): CredentialsNotFoundError {
  return new CredentialsNotFoundError(`${message}, or give credentials in another way.`);
}

function homeOf(os: typeof import('node:os')): string {
  try {
    return os.homedir();
  } catch (error) {
    const { message } = error as Error; // Of Node's or Deno's own.
    throw none(`There is no home folder to hold a profile file (${message}). Set HOME`);
  }
}

/** The text of a file; undefined when there is none. */
async function readText(
  fs: typeof import('node:fs/promises'),
  file: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const status = await fs.stat(file);
    if (status.isDirectory()) throw new Error('it is a folder. Name the file in it.');
    if (!status.isFile()) throw new Error('it is no regular file. Copy what it gives into one.');
    if (status.size > largestFile) {
      throw new Error(`it has ${status.size} bytes, more than any profile. Name another file.`);
    }
    const bytes = await fs.readFile(file, { signal });
    return decode(bytes);
  } catch (cause) {
    signal.throwIfAborted();
    // Whatever is thrown there is an Error, and Node's have a code.
    const { code = '', message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason = /^(EACCES|EPERM)$/.test(code)
      ? 'this user may not read it. Make it yours: chown, and chmod 600.'
      : message;
    throw new Error(`Cannot read the profile file ${file}: ${reason}`, { cause });
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const remedy = 'Save it as UTF-8; PowerShell writes UTF-16 unless it is told otherwise.';
    throw new Error(`it is no UTF-8 text. ${remedy}`, { cause });
  }
}
