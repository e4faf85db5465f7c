/** Providers in a chain. */
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type CredentialProvider,
  CredentialsNotFoundError,
  defaultCredentials,
  fromChain,
  fromEnvironment,
  fromInstanceMetadata,
  fromProfile,
} from '../../src/credentials/index.js';
import { ask, failureOf, fake, nowhere } from './asking.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const one = { token: 'fake-token-1' };
const other = { token: 'fake-token-2' };
const none = (what: string) => new CredentialsNotFoundError(what);

/** A provider that gives or throws what it was given, one after the other, and counts. */
function provider(...answers: (Error | typeof one)[]) {
  const asked = vi.fn<CredentialProvider>(() => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined || answer instanceof Error)
      throw answer ?? new Error('asked too often');
    return answer;
  });
  return asked;
}

describe('a chain', () => {
  it('takes the first that has credentials, and asks none after it', async () => {
    const providers = [provider(none('a')), provider(one), provider(other)] as const;
    expect(await ask(fromChain(...providers))).toBe(one);
    expect(providers.map((each) => each.mock.calls.length)).toEqual([1, 1, 0]);
  });

  it('stays with it, although one before it has credentials now', async () => {
    const providers = [provider(none('a'), one), provider(other)] as const;
    const chain = fromChain(...providers);
    expect([await ask(chain), await ask(chain), await ask(chain)]).toEqual([other, other, other]);
    expect(providers[0]).toHaveBeenCalledTimes(1);
  });

  it('looks again when that one has none any more', async () => {
    const lost = provider(other, none('gone'));
    const chain = fromChain(provider(none('a'), one), lost);
    await ask(chain);
    expect(await ask(chain)).toBe(one);
    expect(await ask(chain)).toBe(one);
    expect(lost).toHaveBeenCalledTimes(2);
  });

  it('begins at its beginning when it was lost and nobody else had any', async () => {
    const first = provider(none('a'), none('a'), one);
    const chain = fromChain(first, provider(other, none('gone'), other));
    expect(await ask(chain)).toBe(other);
    await failureOf(chain);
    expect(await ask(chain)).toBe(one);
  });

  it('ends at any other error, and stays where it was', async () => {
    const failed = new Error('half a key');
    const providers = [provider(none('a')), provider(failed, one, failed, one), provider(other)];
    const chain = fromChain(...providers);
    expect(await failureOf(chain)).toBe(failed);
    expect(await ask(chain)).toBe(one);
    expect(await failureOf(chain)).toBe(failed);
    expect(await ask(chain)).toBe(one);
    expect(providers.map((each) => each.mock.calls.length)).toEqual([2, 4, 0]);
  });

  it('lists all that was looked for when there is none', async () => {
    const origin = nowhere;
    const path = join(tmpdir(), 'no-such-folder', 'credentials');
    const chain = fromChain(
      fromEnvironment({}),
      fromProfile({ path }),
      fromInstanceMetadata({ endpoint: origin }),
    );
    const error = await failureOf(chain);
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message.split('\n')).toEqual([
      'No credentials were found:',
      expect.stringMatching(/^1\. HUAWEICLOUD_SDK_AK and .+ Set both/),
      expect.stringMatching(/^2\. The profile file .+no-such-folder.+ does not exist\. Write/),
      expect.stringMatching(/^3\. No metadata service answers at http:.+ bind an agency/),
    ]);
  });

  it('keeps its order in that list', async () => {
    const chain = fromChain(provider(none('first')), provider(one, none('second')));
    await ask(chain);
    expect((await failureOf(chain)).message).toBe(
      'No credentials were found:\n1. first\n2. second',
    );
  });

  it('can be part of another', async () => {
    expect(await ask(fromChain(fromChain(provider(none('a'))), provider(one)))).toBe(one);
  });

  it('asks nobody for a caller who has given up', async () => {
    const given = new AbortController();
    const reason = new Error('given up');
    const next = provider(one);
    const first: CredentialProvider = () => {
      given.abort(reason);
      throw none('a');
    };
    expect(await failureOf(fromChain(first, next), given.signal)).toBe(reason);
    expect(next).not.toHaveBeenCalled();
  });

  it('needs a provider', () => {
    expect(() => fromChain()).toThrow(TypeError);
  });
});

describe('by default', () => {
  it('credentials come from the environment', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_AK', fake.ak);
    vi.stubEnv('HUAWEICLOUD_SDK_SK', fake.sk);
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', '/no/such/file');
    expect(await ask(defaultCredentials())).toMatchObject({ accessKeyId: fake.ak });
  });

  it('else from the profile, and what is set up by half is heard of', async () => {
    for (const name of ['AK', 'SK', 'SECURITY_TOKEN', 'IDP_ID', 'ID_TOKEN_FILE']) {
      vi.stubEnv(`HUAWEICLOUD_SDK_${name}`, undefined);
    }
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', '/no/such/file');
    expect((await failureOf(defaultCredentials())).message).toMatch('names /no/such/file');
    vi.stubEnv('HUAWEICLOUD_SDK_SK', fake.sk);
    expect((await failureOf(defaultCredentials())).message).toMatch(/^HUAWEICLOUD_SDK_AK/);
  });
});
