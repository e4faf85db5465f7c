/** Credentials from a profile file. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CredentialsNotFoundError, fromProfile } from '../../src/credentials/index.js';
import { ask, failureOf, fake } from './asking.js';

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

describe('a profile is read', () => {
  it.each<[string, string | Buffer]>([
    ['as it is written', `[basic]\n${setting.ak}\n${setting.sk}\n`],
    ['with line ends of Windows', `[basic]\r\n${setting.ak}\r\n${setting.sk}\r\n`],
    ['with line ends of old', `[basic]\r${setting.ak}\r${setting.sk}`],
    ['with a mark of its encoding', `\uFEFF[basic]\n${setting.ak}\n${setting.sk}`],
    ['without or with much white space', ` [ basic ] \n\n\tak=${fake.ak}\n  sk  =\t${fake.sk}  \n`],
    ['with names in capitals', `[basic]\nAK = ${fake.ak}\nSk = ${fake.sk}`],
    ['with quotes', `[basic]\nak = "${fake.ak}"\nsk = '${fake.sk}'`],
    ['with comments', `# one\n[basic] ; two\n;three\n${setting.ak}\n  # = four\n${setting.sk}`],
    [
      'with settings of others',
      `[basic]\nregion = x\n${setting.ak}\n\u00e9 = 1 = 2\n${setting.sk}`,
    ],
    [
      'beside other sections, whatever they hold',
      `[global]\nak = other\nak = twice\n???\n[basic]\n${setting.ak}\n${setting.sk}\n[x]\nsk`,
    ],
    ['with empty optional settings', `[basic]\n${setting.ak}\n${setting.sk}\nsecurity_token =\n`],
  ])('%s', async (_what, content) => {
    await writeFile(path, content);
    expect(await ask(fromProfile({ path }))).toStrictEqual(key);
  });

  it('with a security token that has = inside, and a project', async () => {
    const more = [`security_token = ${fake.securityToken}`, `project_id = ${fake.projectId}`];
    await write('[basic]', setting.ak, ...more, setting.sk);
    expect(await ask(fromProfile({ path }))).toStrictEqual({
      ...key,
      securityToken: fake.securityToken,
      projectId: fake.projectId,
    });
  });

  it('from another section', async () => {
    await write('[basic]', 'ak = other', '[my team]', setting.ak, setting.sk);
    expect(await ask(fromProfile({ path, section: 'my team' }))).toStrictEqual(key);
  });

  it('anew each time', async () => {
    const provider = fromProfile({ path });
    await write('[basic]', 'ak = FAKEAK0000000000OLD', setting.sk);
    await ask(provider);
    await write('[basic]', setting.ak, setting.sk);
    expect(await ask(provider)).toStrictEqual(key);
  });

  it('where the variable says', async () => {
    await write('[basic]', setting.ak, setting.sk);
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', path);
    expect(await ask(fromProfile())).toStrictEqual(key);
  });

  it('else in the home folder', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', '');
    vi.stubEnv(windows ? 'USERPROFILE' : 'HOME', folder);
    await mkdir(join(folder, '.huaweicloud'));
    await writeFile(
      join(folder, '.huaweicloud/credentials'),
      `[basic]\n${setting.ak}\n${setting.sk}`,
    );
    expect(await ask(fromProfile())).toStrictEqual(key);
  });
});

describe('there is no profile', () => {
  const noneOf = async (provider = fromProfile({ path })) => {
    const error = await failureOf(provider);
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    return error.message;
  };

  it('without the file', async () => {
    expect(await noneOf()).toBe(
      `The profile file ${path} does not exist. ` +
        'Write ak = … and sk = … there, below [basic], or give credentials in another way.',
    );
  });

  it('below something that is no folder', async () => {
    await write('');
    expect(await noneOf(fromProfile({ path: join(path, 'credentials') }))).toMatch(
      'does not exist',
    );
  });

  // Only root can become a user whom the system does not know, as containers have them.
  it.skipIf(process.getuid?.() !== 0)('without a home folder', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', undefined);
    vi.stubEnv('HOME', undefined);
    await as(54_321, async () => {
      expect(await noneOf(fromProfile())).toMatch(/^There is no home folder .+ Set HOME, or give/);
    });
  });

  it('without the section', async () => {
    await write('[global]', setting.ak, setting.sk, '[Basic]', setting.ak, setting.sk);
    expect(await noneOf()).toMatch(`${path} has no section [basic]. Write ak`);
    expect(await noneOf(fromProfile({ path, section: 'x' }))).toMatch(
      'has no section [x]. Write ak',
    );
  });

  it('in an empty file', async () => {
    await write('');
    expect(await noneOf()).toMatch('has no section [basic]');
  });

  it('without a key in the section', async () => {
    await write('[basic]', `project_id = ${fake.projectId}`);
    expect(await noneOf()).toMatch(`${path} has neither ak nor sk in [basic]. Write ak`);
  });
});

describe('it is told what is wrong, and where', () => {
  it.each<[string, string[], RegExp]>([
    [
      'no sk',
      ['[basic]', setting.ak],
      /^sk in \[basic\] of .+credentials is missing: .+ Give both/,
    ],
    ['no ak', ['[basic]', setting.sk], /^ak in .+ is missing/],
    ['an empty sk', ['[basic]', setting.ak, 'sk ='], /^sk in .+ is empty/],
    ['an ak of quotes', ['[basic]', 'ak = ""', setting.sk], /^ak in .+ is empty/],
    [
      'a security token alone',
      ['[basic]', `security_token = ${fake.securityToken}`],
      /^ak in .+ is missing.+ remove both and security_token\.$/,
    ],
    [
      'a comment beside a value',
      ['[basic]', setting.ak, `${setting.sk} # mine`],
      /^sk in .+ has white space .+ a comment on a line of its own/,
    ],
    [
      'no section yet',
      [setting.ak, setting.sk, '[basic]'],
      /, line 1: .+Put \[basic\] on a line above/,
    ],
    ['a broken section', ['', '[basic', setting.ak], /, line 2: .+ in brackets, as in \[basic\]/],
    ['a line without =', ['[basic]', setting.ak, `sk ${fake.sk}`], /^.+, line 3: .+ no setting/],
    ['a line without name', ['[basic]', `= ${fake.sk}`], /^.+, line 2: .+ no setting/],
    ['a setting twice', ['[basic]', setting.sk, '#', setting.sk], /, line 4: .+on line 2 already/],
    ['a section twice', ['[basic]', '[x]', '[basic]'], /, line 3: .+on line 1 already/],
    [
      'an identity provider',
      ['[basic]', 'idp_id = fake-idp', 'id_token_file = /fake'],
      /^idp_id in .+ \(OIDC\), which is not supported\. Give ak and sk, or remove it\.$/,
    ],
  ])('%s', async (_what, lines, message) => {
    await write(...lines);
    await expectWrong(message);
  });

  it('a folder', async () => {
    await mkdir(path);
    await expectWrong(/^Cannot read the profile file .+credentials: it is a folder\./);
  });

  // Windows has no devices in its file system.
  it.skipIf(windows)('a device', async () => {
    await expectWrong(
      /^Cannot read .+: it is no regular file\./,
      fromProfile({ path: '/dev/null' }),
    );
  });

  it('a file that is too large to be one', async () => {
    await writeFile(path, '#'.repeat(64 * 1024 + 1));
    await expectWrong(/^Cannot read .+: it has 65537 bytes, more than any profile\./);
  });

  it('a file that is in UTF-16', async () => {
    await writeFile(path, `\uFEFF[basic]\n${setting.ak}\n${setting.sk}`, 'utf16le');
    await expectWrong(/^Cannot read .+: it is no UTF-8 text\./);
  });

  it('a variable that names a file that does not exist', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', path);
    await expectWrong(
      /^HUAWEICLOUD_SDK_CREDENTIALS_FILE names .+credentials, which does not exist\. Create or unset/,
      fromProfile(),
    );
  });

  // Windows has other permissions.
  it.skipIf(windows)('a file that this user may not read', async () => {
    await writeFile(path, `[basic]\n${setting.ak}\n${setting.sk}`, { mode: 0 });
    await as(65_534, () => expectWrong(/^Cannot read .+: this user may not read it\. .+chmod 600/));
  });

  async function expectWrong(message: RegExp, provider = fromProfile({ path })): Promise<void> {
    const error = await failureOf(provider);
    expect(error).not.toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(message);
  }
});

it('a caller who has given up is not kept waiting', async () => {
  await write('[basic]', setting.ak, setting.sk);
  const reason = new Error('given up');
  expect(await failureOf(fromProfile({ path }), AbortSignal.abort(reason))).toBe(reason);
});

/** As another user if this one is root, to whom nothing is forbidden and whom containers often run tests as. */
async function as(user: number, act: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(user);
  try {
    await act();
  } finally {
    if (root) process.seteuid?.(0);
  }
}
