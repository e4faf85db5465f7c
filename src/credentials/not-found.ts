/** The error by which a credential provider says that it has none. */

/**
 * A place was looked at and holds no credentials; the message says what was looked for, and what to do.
 *
 * In a chain the next provider is asked then. Any other error ends the chain, because what is set up by half
 * should be heard of.
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
