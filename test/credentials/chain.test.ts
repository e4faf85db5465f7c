/** fromChain and defaultCredentials. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { credentialsOf, errorOf, fake, nowhere } from './provider-calls.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const one = { token: 'fake-token-1' };
const other = { token: 'fake-token-2' };
const none = (what: string) => new CredentialsNotFoundError(what);

/** A provider that gives or throws these, one after the other, and repeats the last. */
function provider(...answers: (Error | typeof one)[]) {
  return vi.fn<CredentialProvider>(() => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no answers');
    return answer;
  });
}

describe('fromChain', () => {
  it('gives the first credentials, and calls no provider after them', async () => {
    const providers = [provider(none('a')), provider(one), provider(other)] as const;
    expect(await credentialsOf(fromChain(...providers))).toBe(one);
    expect(providers.map((each) => each.mock.calls.length)).toEqual([1, 1, 0]);
  });

  it('stays with a provider, although one before it has credentials now', async () => {
    const providers = [provider(none('a'), one), provider(other)] as const;
    const chain = fromChain(...providers);
    for (let i = 0; i < 3; i += 1) expect(await credentialsOf(chain)).toBe(other);
    expect(providers[0]).toHaveBeenCalledTimes(1);
  });

  it('searches again when that provider has none any more', async () => {
    const lost = provider(other, none('gone'));
    const chain = fromChain(provider(none('a'), one), lost);
    await credentialsOf(chain);
    expect(await credentialsOf(chain)).toBe(one);
    expect(await credentialsOf(chain)).toBe(one);
    expect(lost).toHaveBeenCalledTimes(2);
  });

  it('starts with its first provider after a search without result', async () => {
    const first = provider(none('a'), none('a'), one);
    const chain = fromChain(first, provider(other, none('gone'), other));
    expect(await credentialsOf(chain)).toBe(other);
    await errorOf(chain);
    expect(await credentialsOf(chain)).toBe(one);
  });

  it('throws any other error, and stays with its provider', async () => {
    const failed = new Error('half a key');
    const providers = [provider(none('a')), provider(failed, one, failed, one), provider(other)];
    const chain = fromChain(...providers);
    expect(await errorOf(chain)).toBe(failed);
    expect(await credentialsOf(chain)).toBe(one);
    expect(await errorOf(chain)).toBe(failed);
    expect(await credentialsOf(chain)).toBe(one);
    expect(providers.map((each) => vi.mocked(each).mock.calls.length)).toEqual([2, 4, 0]);
  });

  it('lists in its error what each provider was looking for, in order', async () => {
    const path = join(tmpdir(), 'no-such-folder', 'credentials');
    const error = await errorOf(
      fromChain(
        fromEnvironment({}),
        fromProfile({ path }),
        fromInstanceMetadata({ endpoint: nowhere }),
      ),
    );
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message.split('\n')).toEqual([
      'No credentials were found:',
      expect.stringMatching(/^1\. HUAWEICLOUD_SDK_AK and .+ Set both/),
      expect.stringMatching(/^2\. The profile file .+no-such-folder.+ does not exist\. Write/),
      expect.stringMatching(/^3\. No metadata service answers at http:.+ bind an agency/),
    ]);
    const chain = fromChain(provider(none('first')), provider(one, none('second')));
    await credentialsOf(chain);
    const { message } = await errorOf(chain);
    expect(message).toBe('No credentials were found:\n1. first\n2. second');
  });

  it('calls no further provider after the signal was aborted', async () => {
    const caller = new AbortController();
    const reason = new Error('given up');
    const next = provider(one);
    const first: CredentialProvider = () => {
      caller.abort(reason);
      throw none('a');
    };
    expect(await errorOf(fromChain(first, next), caller.signal)).toBe(reason);
    expect(next).not.toHaveBeenCalled();
  });

  it('throws a TypeError without a provider, or for what is none, which is not shown', () => {
    expect(() => fromChain()).toThrow(TypeError);
    for (const wrong of [fake.sk, { accessKeyId: fake.ak, secretAccessKey: fake.sk }, undefined]) {
      const chain = () => fromChain(fromEnvironment({}), wrong as never); // JavaScript can pass these.
      expect(chain).toThrow(/^Provider 2 of the chain is .+, not a function/);
      expect(chain).not.toThrow(fake.sk);
    }
  });

  it.each([
    ['fromProfile', fromProfile],
    ['fromInstanceMetadata', fromInstanceMetadata],
  ])('%s throws a TypeError for a text in place of its options, which is not shown', (_, make) => {
    const wrong = () => make(fake.sk as never); // JavaScript can pass it.
    expect(wrong).toThrow(TypeError);
    expect(wrong).toThrow('of type string');
    expect(wrong).not.toThrow(fake.sk);
  });
});

describe('defaultCredentials', () => {
  it('uses the environment first, then the profile, and reports an incomplete key', async () => {
    for (const name of ['AK', 'SK', 'SECURITY_TOKEN', 'IDP_ID', 'ID_TOKEN_FILE']) {
      vi.stubEnv(`HUAWEICLOUD_SDK_${name}`, undefined);
    }
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', '/no/such/file');
    expect((await errorOf(defaultCredentials())).message).toMatch('is /no/such/file, which does');
    vi.stubEnv('HUAWEICLOUD_SDK_SK', fake.sk);
    expect((await errorOf(defaultCredentials())).message).toMatch(/^HUAWEICLOUD_SDK_AK/);
    vi.stubEnv('HUAWEICLOUD_SDK_AK', fake.ak);
    expect(await credentialsOf(defaultCredentials())).toMatchObject({ accessKeyId: fake.ak });
  });
});
