/** CredentialsNotFoundError: a credential provider has no credentials. */

/**
 * A credential provider has no credentials. The message says where it looked for them, and what to do.
 *
 * A chain then calls the next provider. Any other error ends the chain.
 *
 * @example
 * const fromVault: CredentialProvider = async ({ signal }) => {
 *   const key = await readVault(signal);
 *   if (!key) throw new CredentialsNotFoundError('The vault has no entry "vod". Write one.');
 *   return key;
 * };
 */
export class CredentialsNotFoundError extends Error {
  override name = 'CredentialsNotFoundError';
}
