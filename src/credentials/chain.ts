/** Asks several credential providers in turn. */
import type { CredentialProvider } from '../auth/credentials.js';
import { CredentialsNotFoundError } from './not-found.js';

/**
 * The first provider that has credentials. One that has none says so by a CredentialsNotFoundError; any other
 * error ends the search, because a key that is set up by half should be heard of instead of passed over.
 *
 * The provider that had credentials is asked first from then on, until it has none any more. When none has any,
 * the CredentialsNotFoundError lists what each looked for.
 *
 * @throws TypeError when there is no provider.
 * @example
 * const credentials = fromChain(fromEnvironment(), fromIamUser({ user, password, domain, … }));
 */
export function fromChain(...providers: CredentialProvider[]): CredentialProvider {
  if (providers.length === 0) throw new TypeError('A chain needs at least one provider.');
  let found: CredentialProvider | undefined;
  return async (options) => {
    const misses = new Map<CredentialProvider, string>();
    // A Set keeps the first of two: the one found before comes first, and once.
    for (const provider of new Set(found ? [found, ...providers] : providers)) {
      options.signal.throwIfAborted();
      try {
        const credentials = await provider(options);
        found = provider;
        return credentials;
      } catch (error) {
        if (!(error instanceof CredentialsNotFoundError)) throw error;
        if (found === provider) found = undefined;
        misses.set(provider, error.message);
      }
    }
    const list = providers.map((provider, index) => `${index + 1}. ${misses.get(provider) ?? ''}`);
    throw new CredentialsNotFoundError(['No credentials were found:', ...list].join('\n'));
  };
}
