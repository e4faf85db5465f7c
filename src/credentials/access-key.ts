/** Reads an access key from named settings, of the environment or of a profile file. */
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
 * Reads the access key; undefined if there are no settings of one. White space around a value is ignored, and an empty
 * security token or project id is the same as none.
 *
 * @param where follows the name of a setting in errors, such as `in the environment`.
 * @throws Error if only one half of the key is set, if a value has characters that cannot be sent, or if the
 *   settings are for an identity provider.
 */
export function readAccessKey(
  names: SettingNames,
  get: (name: string) => string | undefined,
  where: string,
): AccessKey | undefined {
  const read = (name: string): string | undefined => {
    const value = get(name)?.trim();
    // Other characters are not possible in a header, whose error would show the value.
    if (value === undefined || /^[\x21-\x7e]*$/.test(value)) return value;
    throw new Error(
      `${name} ${where} has white space or other characters that a key cannot have. Copy it again, and write ` +
        'comments on lines of their own.',
    );
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
