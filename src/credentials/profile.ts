/** fromProfile(): credentials from the profile file of the official SDKs. */
import type { CredentialProvider } from '../auth/credentials.js';
import { environment } from '../platform/environment.js';
import { readAccessKey } from './access-key.js';
import { readIniSection } from './ini-section.js';
import { CredentialsNotFoundError } from './not-found.js';

/** The file and the section to read. */
export interface ProfileOptions {
  /**
   * The path of the file. Default: the path in the variable `HUAWEICLOUD_SDK_CREDENTIALS_FILE`, else
   * `~/.huaweicloud/credentials`.
   */
  path?: string;
  /** The name of the section, without brackets. Default: `basic`. */
  section?: string;
}

const pathVariable = 'HUAWEICLOUD_SDK_CREDENTIALS_FILE';
/** In bytes. A profile has a few hundred bytes, so a larger file is not a profile. */
const largestFile = 64 * 1024;

/** The names of the settings in the file. */
const names = {
  accessKeyId: 'ak',
  secretAccessKey: 'sk',
  securityToken: 'security_token',
  projectId: 'project_id',
  identityProvider: ['idp_id', 'id_token_file'],
};

/**
 * An access key from the profile file of the official Go, Java and Python SDKs. That is an ini file with the settings
 * `ak` and `sk`, for a temporary key also `security_token`, and optionally `project_id`. The provider reads the file at
 * each call, so that a replaced key is used at once. It needs Node, Deno or Bun.
 *
 * The provider throws a CredentialsNotFoundError if there is no file, or no key in the section. It throws an Error
 * with path and line if the file cannot be read, is not an ini file or has an incomplete key. It also throws an Error
 * if the variable names a file that does not exist.
 *
 * @example
 * // [basic]
 * // ak = …
 * // sk = …
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: fromProfile() });
 */
export function fromProfile({ path, section = 'basic' }: ProfileOptions = {}): CredentialProvider {
  return async ({ signal }) => {
    // Imported here, so that the other providers work in runtimes without these two modules.
    const fs = await import(/* webpackIgnore: true */ 'node:fs/promises').catch(() => undefined);
    const os = await import(/* webpackIgnore: true */ 'node:os').catch(() => undefined);
    if (!fs || !os) throw notFound('This runtime has no files, and so no profile');

    const named = path === undefined ? (environment()[pathVariable]?.trim() ?? '') : '';
    const file = path ?? (named === '' ? `${homeOf(os)}/.huaweicloud/credentials` : named);
    const remedy = `Write ak = … and sk = … there, below [${section}]`;
    const text = await readText(fs, file, signal);
    if (text === undefined) {
      if (named === '') throw notFound(`The profile file ${file} does not exist. ${remedy}`);
      // Not a CredentialsNotFoundError: a chain would go on to its next provider, but the variable asks for this file.
      throw new Error(`${pathVariable} is ${file}, which does not exist. Create or unset it.`);
    }
    const settings = readIniSection(text, section, file);
    const key = readAccessKey(names, (name) => settings?.get(name), `in [${section}] of ${file}`);
    if (key) return key;
    const lack = settings ? `has neither ak nor sk in [${section}]` : `has no section [${section}]`;
    throw notFound(`The profile file ${file} ${lack}. ${remedy}`);
  };
}

function notFound(message: string): CredentialsNotFoundError {
  return new CredentialsNotFoundError(`${message}, or give credentials in another way.`);
}

function homeOf(os: typeof import('node:os')): string {
  try {
    return os.homedir();
  } catch (error) {
    const { message } = error as Error; // Node and Deno throw only Error objects.
    throw notFound(`There is no home folder for a profile file (${message}). Set HOME`);
  }
}

/** The text of a file; undefined if it does not exist. */
async function readText(
  fs: typeof import('node:fs/promises'),
  file: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const status = await fs.stat(file);
    if (status.isDirectory()) throw new Error('it is a folder. Name the file in it.');
    if (!status.isFile()) throw new Error('it is not a regular file. Copy its content into one.');
    if (status.size > largestFile) {
      throw new Error(`it has ${status.size} bytes, too many for a profile. Name another file.`);
    }
    return decode(await fs.readFile(file, { signal }));
  } catch (cause) {
    signal.throwIfAborted();
    const { code = '', message } = cause as NodeJS.ErrnoException; // The lines above throw only Error objects.
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
    const remedy = 'Save it as UTF-8; older versions of PowerShell write UTF-16.';
    throw new Error(`it is not UTF-8. ${remedy}`, { cause });
  }
}
