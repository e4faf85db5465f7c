/** Reads an access key from named settings, of the environment or of a profile file, and checks parts of keys. */
import type { AccessKey } from '../auth/credentials.js';

/** The names of the settings. */
export interface SettingNames {
  accessKeyId: string;
  secretAccessKey: string;
  securityToken: string;
  projectId: string;
  /** The settings of a login through an identity provider, which this package does not support. */
  identityProvider: readonly string[];
}

/**
 * Checks a part of a key before anything is signed with it: a few wrong signatures lock a key. The message does not
 * show it.
 *
 * @param name the name of the part, for the message.
 * @throws Error if it has white space or quotation marks around it, or characters that cannot be sent in a header.
 */
export function checkKeyPart(name: string, value: string): void {
  if (/^[\s\u200b"']|[\s\u200b"']$/.test(value)) {
    throw new Error(
      `${name} has white space around it, such as a line end, or a quotation mark. Remove it.`,
    );
  }
  if (/^[\x21-\x7e]*$/.test(value)) return;
  throw new Error(
    `${name} has white space or other characters that a key cannot have. Copy it again, and write comments on ` +
      'lines of their own.',
  );
}

/** @throws TypeError if options are not an object; it does not show them. @param usage how to write them. */
export function checkOptions(options: unknown, usage: string): void {
  if (typeof options === 'object' && options !== null) return;
  throw new TypeError(
    `The options are not an object, but of type ${typeof options}: write ${usage}.`,
  );
}

/**
 * Reads the access key; undefined if there are no settings of one. A value of white space is the same as an empty one,
 * and an empty security token or project id is the same as none.
 *
 * @param where follows the name of a setting in errors, such as `in the environment`.
 * @throws Error if only one half of the key is set, if `checkKeyPart` refuses a value, or if the settings are for an
 *   identity provider.
 */
export function readAccessKey(
  names: SettingNames,
  get: (name: string) => string | undefined,
  where: string,
): AccessKey | undefined {
  const read = (name: string): string | undefined => {
    const value = get(name);
    if (value === undefined || value.trim() === '') return value && '';
    checkKeyPart(`${name} ${where}`, value);
    return value;
  };
  const accessKeyId = read(names.accessKeyId);
  const secretAccessKey = read(names.secretAccessKey);
  const securityToken = read(names.securityToken);
  const projectId = read(names.projectId);
  if (accessKeyId === undefined && secretAccessKey === undefined) {
    const unsupported = names.identityProvider.find((name) => get(name)?.trim());
    if (unsupported !== undefined) {
      throw new Error(
        `${unsupported} ${where} is for a login through an identity provider (OIDC), which is not supported. ` +
          `Set ${names.accessKeyId} and ${names.secretAccessKey}, or remove it.`,
      );
    }
    if (!securityToken) return undefined;
  }
  if (!accessKeyId || !secretAccessKey) {
    const [name, value] = accessKeyId
      ? [names.secretAccessKey, secretAccessKey]
      : [names.accessKeyId, accessKeyId];
    throw new Error(
      `${name} ${where} is ${value === undefined ? 'missing' : 'empty'}. An access key is ${names.accessKeyId} and ` +
        `${names.secretAccessKey}: set both, or remove both${securityToken ? ` and ${names.securityToken}` : ''}.`,
    );
  }
  return {
    accessKeyId,
    secretAccessKey,
    ...(securityToken ? { securityToken } : {}),
    ...(projectId ? { projectId } : {}),
  };
}
