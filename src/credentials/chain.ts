/** fromChain() and defaultCredentials(): several credential providers, one after the other. */
import type { CredentialProvider } from '../auth/credentials.js';
import { fromEnvironment } from './environment.js';
import { fromInstanceMetadata } from './instance-metadata.js';
import { CredentialsNotFoundError } from './not-found.js';
import { fromProfile } from './profile.js';

/**
 * The credentials of the first provider that has any. A provider that has none throws a CredentialsNotFoundError, and
 * the next one is called. Any other error ends the chain, because a key that is set incompletely is a mistake that
 * should be seen.
 *
 * The provider that had credentials is called first from then on, until it has none any more. If none has any, a
 * CredentialsNotFoundError lists what each was looking for.
 *
 * @throws TypeError if there is no provider, or one is not a function.
 * @example
 * const credentials = fromChain(fromEnvironment(), fromIamUser({ user, password, domain, … }));
 */
export function fromChain(...providers: CredentialProvider[]): CredentialProvider {
  if (providers.length === 0) throw new TypeError('A chain needs at least one provider.');
  const wrong = providers.findIndex((provider: unknown) => typeof provider !== 'function');
  if (wrong >= 0) {
    throw new TypeError(
      `Provider ${wrong + 1} of the chain is of type ${typeof providers[wrong]}, not a function: give the result of ` +
        'fromEnvironment() or the like. A key of your own is () => ({ accessKeyId, secretAccessKey }).',
    );
  }
  let last: CredentialProvider | undefined;
  return async (options) => {
    const messages = new Map<CredentialProvider, string>();
    // The last one comes first; a Set does not repeat it.
    for (const provider of new Set(last ? [last, ...providers] : providers)) {
      options.signal.throwIfAborted();
      try {
        const credentials = await provider(options);
        last = provider;
        return credentials;
      } catch (error) {
        if (!(error instanceof CredentialsNotFoundError)) throw error;
        if (last === provider) last = undefined;
        messages.set(provider, error.message);
      }
    }
    const list = providers.map((each, index) => `${index + 1}. ${messages.get(each) ?? ''}`);
    throw new CredentialsNotFoundError(['No credentials were found:', ...list].join('\n'));
  };
}

/**
 * The credentials of the environment, else of the profile file, else of the instance's metadata service: the same
 * program runs on a laptop, in CI and on a server. It is a `fromChain` of these providers.
 *
 * If none has any, the search takes up to three seconds, because it waits for the metadata service.
 *
 * @example
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: defaultCredentials() });
 */
export function defaultCredentials(): CredentialProvider {
  return fromChain(fromEnvironment(), fromProfile(), fromInstanceMetadata());
}
