/** fromProfile. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CredentialsNotFoundError,
  fromProfile,
  type ProfileOptions,
} from '../../src/credentials/index.js';
import { credentialsOf, errorOf, fake } from './provider-calls.js';

const key = { accessKeyId: fake.ak, secretAccessKey: fake.sk };
const setting = { ak: `ak = ${fake.ak}`, sk: `sk = ${fake.sk}` };
const windows = process.platform === 'win32';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-profile-'));
  path = join(folder, 'credentials');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const write = (...lines: string[]) => writeFile(path, lines.join('\n'));

describe('fromProfile', () => {
  it.each<[string, string | Buffer]>([
    ['a simple profile', `[basic]\n${setting.ak}\n${setting.sk}\n`],
    ['line ends of Windows', `[basic]\r\n${setting.ak}\r\n${setting.sk}\r\n`],
    ['line ends of old Macs', `[basic]\r${setting.ak}\r${setting.sk}`],
    ['a byte order mark', `\uFEFF[basic]\n${setting.ak}\n${setting.sk}`],
    ['no or much white space', ` [ basic ] \n\n\tak=${fake.ak}\n  sk  =\t${fake.sk}  \n`],
    ['names in upper case', `[basic]\nAK = ${fake.ak}\nSk = ${fake.sk}`],
    ['quotes', `[basic]\nak = "${fake.ak}"\nsk = '${fake.sk}'`],
    ['comments', `# one\n[basic] ; two\n;three\n${setting.ak}\n  # = four\n${setting.sk}`],
    ['further settings', `[basic]\nregion = x\n${setting.ak}\n\u00e9 = 1 = 2\n${setting.sk}`],
    [
      'other sections with any content',
      `[global]\nak = other\nak = twice\n???\n[basic]\n${setting.ak}\n${setting.sk}\n[x]\nsk`,
    ],
    ['empty optional settings', `[basic]\n${setting.ak}\n${setting.sk}\nsecurity_token =\n`],
  ])('reads a file with %s', async (_, content) => {
    await writeFile(path, content);
    expect(await credentialsOf(fromProfile({ path }))).toStrictEqual(key);
  });

  it('reads a security token with = in it, and a project', async () => {
    const more = [`security_token = ${fake.securityToken}`, `project_id = ${fake.projectId}`];
    await write('[basic]', setting.ak, ...more, setting.sk);
    expect(await credentialsOf(fromProfile({ path }))).toStrictEqual({
      ...key,
      securityToken: fake.securityToken,
      projectId: fake.projectId,
    });
  });

  it('reads another section', async () => {
    await write('[basic]', 'ak = other', '[my team]', setting.ak, setting.sk);
    expect(await credentialsOf(fromProfile({ path, section: 'my team' }))).toStrictEqual(key);
  });

  it('reads the file at each call', async () => {
    const provider = fromProfile({ path });
    await write('[basic]', 'ak = FAKEAK0000000000OLD', setting.sk);
    await credentialsOf(provider);
    await write('[basic]', setting.ak, setting.sk);
    expect(await credentialsOf(provider)).toStrictEqual(key);
  });

  it('reads the file of the variable', async () => {
    await write('[basic]', setting.ak, setting.sk);
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', path);
    expect(await credentialsOf(fromProfile())).toStrictEqual(key);
  });

  it('reads the file in the home folder without the variable', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', '');
    vi.stubEnv(windows ? 'USERPROFILE' : 'HOME', folder);
    await mkdir(join(folder, '.huaweicloud'));
    await writeFile(
      join(folder, '.huaweicloud/credentials'),
      `[basic]\n${setting.ak}\n${setting.sk}`,
    );
    expect(await credentialsOf(fromProfile())).toStrictEqual(key);
  });

  it('throws a CredentialsNotFoundError if there is no file', async () => {
    const error = await errorOf(fromProfile({ path }));
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toBe(
      `The profile file ${path} does not exist. ` +
        'Write ak = … and sk = … there, below [basic], or give credentials in another way.',
    );
  });

  it.each<[string, string, ProfileOptions, string]>([
    ['there is a file in place of the folder', '', { path: 'below' }, 'does not exist'],
    ['there is no section', '[global]\nak=a\n[Basic]', {}, 'has no section [basic]. Write ak'],
    ['there is no other section', '[basic]', { section: 'x' }, 'has no section [x]. Write ak'],
    ['the file is empty', '', {}, 'has no section [basic]'],
    ['there is no key', '[basic]\nproject_id = p', {}, 'has neither ak nor sk in [basic]. Write'],
  ])('throws a CredentialsNotFoundError if %s', async (_, content, options, message) => {
    await write(content);
    const file = join(path, options.path ?? '');
    const error = await errorOf(fromProfile({ ...options, path: file }));
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toContain(message);
  });

  // Only root can become a user without an entry in the system, as in containers.
  it.skipIf(process.getuid?.() !== 0)(
    'throws a CredentialsNotFoundError if there is no home folder',
    async () => {
      vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', undefined);
      vi.stubEnv('HOME', undefined);
      await asUser(54_321, async () => {
        const error = await errorOf(fromProfile());
        expect(error).toBeInstanceOf(CredentialsNotFoundError);
        expect(error.message).toMatch(/^There is no home folder .+ Set HOME, or give/);
      });
    },
  );

  it.each<[string, string[], RegExp]>([
    [
      'no sk',
      ['[basic]', setting.ak],
      /^sk in \[basic\] of .+ \(line 1\) is missing\. .+ set both/,
    ],
    ['an ak of quotes', ['[basic]', 'ak = ""', setting.sk], /^ak in .+ is empty/],
    [
      'a comment beside a value',
      ['[basic]', setting.ak, `${setting.sk} # mine`],
      /^sk in .+ has white space .+ comments on lines of their own/,
    ],
    ['white space in quotes', ['[basic]', setting.ak, `sk = "${fake.sk} "`], /^sk in .+ around it/],
    ['no section before', [setting.ak, '[basic]'], /, line 1: .+Write \[basic\] on a line above/],
    ['a broken section', ['', '[basic', setting.ak], /, line 2: .+ in brackets, as in \[basic\]/],
    ['a line without =', ['[basic]', setting.ak, `sk ${fake.sk}`], /^.+, line 3: .+ not a setting/],
    ['a line without a name', ['[basic]', `= ${fake.sk}`], /^.+, line 2: .+ not a setting/],
    ['a setting twice', ['[basic]', setting.sk, '#', setting.sk], /, line 4: .+on line 2 already/],
    ['a section twice', ['[basic]', '[x]', '[basic]'], /, line 3: .+on line 1 already/],
    [
      'an identity provider',
      ['[basic]', 'idp_id = fake-idp', 'id_token_file = /fake'],
      /^idp_id in .+ \(OIDC\), which is not supported\. Set ak and sk, or remove it\.$/,
    ],
  ])('throws an Error that says where it is wrong for %s', async (_, lines, message) => {
    await write(...lines);
    await expectWrong(message);
  });

  it('throws an Error if the path is a folder', async () => {
    await mkdir(path);
    await expectWrong(/credentials cannot be read: it is a folder\./);
  });

  // Windows has no devices in its file system.
  it.skipIf(windows)('throws an Error if the path is a device', async () => {
    await expectWrong(
      /cannot be read: it is not a regular file\./,
      fromProfile({ path: '/dev/null' }),
    );
  });

  it('throws an Error if the file is too large', async () => {
    await writeFile(path, '#'.repeat(64 * 1024 + 1));
    await expectWrong(/credentials has 65537 bytes, too many for a profile\./);
  });

  it('throws an Error if the file is in UTF-16', async () => {
    await writeFile(path, `\uFEFF[basic]\n${setting.ak}\n${setting.sk}`, 'utf16le');
    await expectWrong(/credentials is not a profile in UTF-8\./);
  });

  it('throws an Error if the file of the variable does not exist', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', path);
    await expectWrong(
      /^HUAWEICLOUD_SDK_CREDENTIALS_FILE is .+credentials, which does not exist\. Create or unset/,
      fromProfile(),
    );
  });

  // Windows has other permissions.
  it.skipIf(windows)('throws an Error if this user may not read the file', async () => {
    await writeFile(path, `[basic]\n${setting.ak}\n${setting.sk}`, { mode: 0 });
    await asUser(65_534, () =>
      expectWrong(/credentials cannot be read: this user may not read it\./),
    );
  });

  async function expectWrong(message: RegExp, provider = fromProfile({ path })): Promise<void> {
    const error = await errorOf(provider);
    expect(error).not.toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(message);
  }
});

it('fromProfile throws the reason of its signal', async () => {
  await write('[basic]', setting.ak, setting.sk);
  const reason = new Error('given up');
  expect(await errorOf(fromProfile({ path }), AbortSignal.abort(reason))).toBe(reason);
});

/** Runs as another user if this one is root, who may read everything. */
async function asUser(user: number, act: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(user);
  try {
    await act();
  } finally {
    if (root) process.seteuid?.(0);
  }
}
