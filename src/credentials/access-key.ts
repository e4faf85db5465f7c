/** Puts an access key together from named settings, and says which of them is missing or cannot be right. */
import type { AccessKey } from '../auth/credentials.js';

/** What the parts of an access key are called where they are read. */
export interface SettingNames {
  accessKeyId: string;
  secretAccessKey: string;
  securityToken: string;
  projectId: string;
  /** The settings that ask for a login through an identity provider, which this package cannot do. */
  identityProvider: readonly string[];
}

/**
 * The access key that settings hold; undefined when they hold nothing of one.
 *
 * White space around a value is dropped: no value has any, but files and shells add it. An empty security
 * token or project id counts as not set.
 *
 * @param where said after the name of a setting, such as `in the environment`.
 * @throws Error when a half is missing or empty, when a value holds white space or other signs that cannot be
 *   sent, or when the settings are for an identity provider.
 */
export function readAccessKey(
  names: SettingNames,
  get: (name: string) => string | undefined,
  where: string,
): AccessKey | undefined {
  const read = (name: string): string | undefined => {
    const value = get(name)?.trim();
    // Printable ASCII: anything else would fail as a header later, and show the value in the message.
    if (value === undefined || /^[\x21-\x7e]*$/.test(value)) return value;
    throw new Error(
      `${name} ${where} has white space or signs in it that no key has. Copy it again, and put a comment on a line of its own.`,
    );
  };
  const accessKeyId = read(names.accessKeyId);
  const secretAccessKey = read(names.secretAccessKey);
  const securityToken = read(names.securityToken);
  const projectId = read(names.projectId);
  if (accessKeyId === undefined && secretAccessKey === undefined) {
    const strange = names.identityProvider.find((name) => get(name)?.trim());
    if (strange !== undefined) {
      throw new Error(
        `${strange} ${where} asks for a login through an identity provider (OIDC), which is not supported. ` +
          `Give ${names.accessKeyId} and ${names.secretAccessKey}, or remove it.`,
      );
    }
    if (!securityToken) return undefined;
  }
  const halves = { [names.accessKeyId]: accessKeyId, [names.secretAccessKey]: secretAccessKey };
  for (const [name, value] of Object.entries(halves)) {
    if (value) continue;
    const state = value === undefined ? 'is missing' : 'is empty';
    throw new Error(
      `${name} ${where} ${state}: an access key is ${names.accessKeyId} and ${names.secretAccessKey} together. ` +
        `Give both, or remove both${securityToken ? ` and ${names.securityToken}` : ''}.`,
    );
  }
  return {
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
    ...(securityToken ? { securityToken } : {}),
    ...(projectId ? { projectId } : {}),
  };
}
