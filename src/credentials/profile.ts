/** fromProfile(): credentials from the profile file of the official SDKs. */
import { homedir, openFile } from '#files';
import type { CredentialProvider } from '../auth/credentials.js';
import { untilAborted } from '../platform/delay.js';
import { environment } from '../platform/environment.js';
import { checkOptions, readAccessKey } from './access-key.js';
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
 * with the path if the file cannot be read, or if the variable names a file that does not exist, and an Error with
 * path and line if the file is not an ini file or has an incomplete key.
 *
 * @example
 * // [basic]
 * // ak = …
 * // sk = …
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: fromProfile() });
 */
export function fromProfile(options: ProfileOptions = {}): CredentialProvider {
  checkOptions(options, 'fromProfile({ path })');
  const { path, section = 'basic' } = options;
  return async ({ signal }) => {
    const fromVariable = path === undefined ? (environment()[pathVariable]?.trim() ?? '') : '';
    const file =
      path ?? (fromVariable === '' ? `${home()}/.huaweicloud/credentials` : fromVariable);
    const remedy = `Write ak = … and sk = … there, below [${section}]`;
    const text = await untilAborted(readText(file), signal);
    if (text === undefined) {
      if (fromVariable === '') throw notFound(`The profile file ${file} does not exist. ${remedy}`);
      // Not a CredentialsNotFoundError: a chain would go on to its next provider, but the variable asks for this file.
      throw new Error(`${pathVariable} is ${file}, which does not exist. Create or unset it.`);
    }
    const { settings, line } = readIniSection(text, section, file);
    const where = `in [${section}] of ${file} (line ${line})`;
    const key = readAccessKey(names, (name) => settings?.get(name), where);
    if (key) return key;
    const lack = settings ? `has neither ak nor sk in [${section}]` : `has no section [${section}]`;
    throw notFound(`The profile file ${file} ${lack}. ${remedy}`);
  };
}

function notFound(message: string): CredentialsNotFoundError {
  return new CredentialsNotFoundError(`${message}, or give credentials in another way.`);
}

function home(): string {
  try {
    return homedir();
  } catch (error) {
    const { message } = error as Error; // Node and Deno throw only Error objects.
    throw notFound(`There is no home folder for a profile file (${message}). Set HOME`);
  }
}

/** The text of a file; undefined if it does not exist. */
async function readText(path: string): Promise<string | undefined> {
  const file = await openFile(path).catch((error: unknown) => {
    if (error instanceof TypeError) throw notFound('This runtime has no files, and so no profile');
    const { cause } = error as { cause?: NodeJS.ErrnoException }; // openFile throws only Error objects.
    if (cause?.code !== 'ENOENT' && cause?.code !== 'ENOTDIR') throw error;
  });
  if (!file) return undefined;
  try {
    if (file.size > largestFile) {
      throw new Error(`${path} has ${file.size} bytes, too many for a profile. Name another file.`);
    }
    const bytes = new Uint8Array(file.size);
    const length = await file.read(0, bytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const remedy = 'Save it as UTF-8; older versions of PowerShell write UTF-16.';
    throw new Error(`${path} is not a profile in UTF-8. ${remedy}`, { cause });
  } finally {
    await file.close();
  }
}
