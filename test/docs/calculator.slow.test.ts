/** The signature calculator in a real browser: right, readable, and silent towards every host. */
import { execFile } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCalculator } from '../../scripts/calculator.js';
import { vectors } from '../auth/vectors.js';
import { graveViolations, servePage, tryToFetch } from './served-page.js';

const ak = 'FAKEAK0000000000TEST';
const sk = 'fakeSecretKey0123456789abcdefghijklmnopq';
const project = '0123456789abcdef0123456789abcdef';
const host = 'vod.cn-north-4.myhuaweicloud.com';

let site: Awaited<ReturnType<typeof servePage>>;
beforeAll(async () => {
  site = await servePage(buildCalculator, '127.0.0.1');
});
afterAll(() => site.close());

/** Opens the page, and waits until it has signed the example that it starts with. */
async function openCalculator(url = site.urls.http, options: BrowserContextOptions = {}) {
  const opened = await site.open(url, options);
  const { page } = opened;
  await page.getByText('Signed. The signature begins').waitFor();
  return {
    ...opened,
    /** The field with that label. */
    field: (label: string) => page.getByLabel(label, { exact: true }),
    press: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    authorization: () => page.locator('#authorization').textContent(),
    canonicalRequest: async () => {
      const lines = await page.locator('#canonical-request dd').allTextContents();
      return lines.map((line) => (line === 'empty line' ? '' : line));
    },
  };
}

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

describe.each(['http', 'file'] as const)('the calculator, opened by %s:', (way) => {
  it('shows the worked example correctly, and sends nothing', async () => {
    const url = site.urls[way];
    await using opened = await openCalculator(url);
    const { page, field } = opened;
    const contract = JSON.parse(
      await readFile(new URL('../../generated/openapi.json', import.meta.url), 'utf8'),
    ) as { components: { examples: { ExtractToMp3: { value: unknown } } } };
    const lines = [
      'POST',
      `/v1.0/${project}/asset/extract_audio/`,
      '',
      `host:${host}`,
      'x-sdk-date:20261122T102500Z',
      '',
      'host;x-sdk-date',
      sha256(JSON.stringify(contract.components.examples.ExtractToMp3.value)),
    ];
    const stringToSign = `SDK-HMAC-SHA256\n20261122T102500Z\n${sha256(lines.join('\n'))}`;
    const signature = createHmac('sha256', sk).update(stringToSign).digest('hex');
    expect(await opened.authorization()).toBe(
      `SDK-HMAC-SHA256 Access=${ak}, SignedHeaders=host;x-sdk-date, Signature=${signature}`,
    );
    expect(await opened.canonicalRequest()).toEqual(lines);
    expect(await page.locator('#string-to-sign dd').allTextContents()).toEqual(
      stringToSign.split('\n'),
    );
    expect(await page.locator('#signature').textContent()).toBe(signature);

    await opened.press('Show an example');
    await page.getByText('1 of 7 lines differs: body hash.').waitFor();
    await page.getByText('The gateway got {}').waitFor();

    expect(await field('Secret access key (SK)').getAttribute('type')).toBe('password');
    await opened.press('Show');
    expect(await field('Secret access key (SK)').getAttribute('type')).toBe('text');

    const kept = await page.evaluate(() => [
      ...[location.href, document.title, document.cookie],
      ...[localStorage.length, sessionStorage.length],
    ]);
    const title = 'Signature calculator – Huawei Cloud VOD audio extraction';
    expect(kept).toEqual([url, title, '', 0, 0]);
    expect(opened.complaints).toEqual([]);
    expect(opened.requests).toEqual([url]);
    expect(site.arrivals.length).toBe(way === 'http' ? 1 : 0);
  });
});

it('the policy of the page refuses what a script would fetch', async () => {
  await using opened = await openCalculator();
  expect(await tryToFetch(opened.page)).toEqual(['refused', 'refused']);
  expect(site.arrivals.map(({ request }) => request.url)).toEqual(['/']);
});

const chosen = [
  'post-json-unicode',
  'query-unsorted-input',
  'host-explicit-header', // Which fetch could not set.
  'headers-mixed-case', // With the date among them.
  'basic-security-token',
];

it('the calculator reproduces published vectors', async () => {
  await using opened = await openCalculator();
  const { field } = opened;
  for (const vector of vectors.filter(({ name }) => chosen.includes(name))) {
    const { 'X-Security-Token': securityToken = '', ...headers } = vector.headers;
    const { 'X-Sdk-Date': given = '', ...others } = headers;
    const isDated = vector.name === 'headers-mixed-case';
    const lines = Object.entries(isDated ? headers : others).map((pair) => pair.join(': '));
    await opened.press('Back to the example');
    await field('Method').selectOption(vector.method);
    await field('URL').fill(vector.url);
    await field('Headers, one on each line').fill(lines.join('\n'));
    await field('Body').fill(vector.body ?? '');
    await field('Security token, of a temporary key only').fill(securityToken);
    await field('Secret access key (SK)').fill(vector.secretAccessKey);
    // A date among the headers comes first.
    await field('Date').fill(isDated ? 'not this one' : given);
    for (const signed of vector.signedHeaders.split(';')) await field(signed).check();
    const message = vector.name;
    await expect.poll(opened.authorization, { message }).toBe(vector.authorization);
  }
  expect(opened.complaints).toEqual([]);
});

it('the calculator says what it cannot sign, and hides the old signature', async () => {
  await using opened = await openCalculator();
  const { page, field } = opened;
  const status = page.locator('#status');
  for (const [label, wrong, said] of [
    ['URL', '/v1.0/asset', 'The URL has to be a whole one'],
    ['Headers, one on each line', 'a: 1\nno header', 'Line 2 of the headers'],
    ['Date', 'tomorrow', 'tomorrow'],
    ['Secret access key (SK)', '', 'the secret access key'],
  ] as const) {
    await field(label).fill(wrong);
    await status.filter({ hasText: said }).waitFor();
    expect(await page.locator('#authorization').isVisible()).toBe(false);
    await opened.press('Back to the example');
    await status.filter({ hasText: 'Signed.' }).waitFor();
  }
  await field('Secret access key (SK)').fill(`${sk} `);
  await status.filter({ hasText: 'secretAccessKey begins or ends with white space' }).waitFor();
});

// The command that the page shows is quoted for the shells of Unix.
it.skipIf(process.platform === 'win32')(
  'the curl command sends what was signed, and no secret',
  async () => {
    await using opened = await openCalculator(undefined, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page, field } = opened;
    const body = `@{"title":"it's [a] {b} \\\\ é"}\n`;
    await field('URL').fill(`${site.urls.http}a b/{c}?x=[1]&y=it's+here`);
    await field('Headers, one on each line').fill('X-Empty:\nX-Project-Id: p1');
    await field('Body').fill(body);
    await opened.press('Now');
    const command = page.locator('#curl');
    await command.filter({ hasText: '/a%20b/', hasNotText: '20261122T102500Z' }).waitFor();
    await opened.press('Copy the curl command');
    await page.getByText('Copied').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toBe(await command.textContent());
    expect(text).not.toContain(sk);
    const authorization = await opened.authorization();
    await promisify(execFile)('sh', ['-c', text]);
    const arrived = site.arrivals.at(-1);
    expect(arrived?.body).toBe(body);
    expect(arrived?.request).toMatchObject({
      method: 'POST',
      url: '/a%20b/%7Bc%7D?x=[1]&y=it%27s%20here',
      headers: { authorization, 'x-empty': '', 'x-project-id': 'p1' },
    });
    expect(arrived?.request.headers['content-type']).toBeUndefined();
  },
);

it.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 360],
  ['dark', 360],
] as const)(
  'the calculator has no serious axe violation: %s, %i pixels wide',
  async (colorScheme, width) => {
    await using opened = await openCalculator(undefined, {
      colorScheme,
      viewport: { width, height: 800 },
    });
    const { page } = opened;
    await opened.press('Show an example');
    await page.getByText('1 of 7 lines differs').waitFor();
    await page.getByText('Compare with the canonical request').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await graveViolations(page)).toEqual([]);
  },
);

describe('the calculator, given an answer of the gateway,', () => {
  const label = 'The answer of APIGW.0301: its text or its JSON body';
  const prefix = 'Incorrect IAM authentication information: ';
  let opened: Awaited<ReturnType<typeof openCalculator>>;
  beforeAll(async () => {
    opened = await openCalculator();
  });

  /** Pastes an answer, and gives what the page says to it. */
  async function answer(text: string): Promise<string> {
    const status = opened.page.locator('#answer-status');
    await opened.field(label).fill('');
    await expect.poll(() => status.textContent()).toBe('');
    await opened.field(label).fill(text);
    await expect.poll(() => status.textContent()).not.toBe('');
    return status.innerText();
  }

  /** Pastes a gateway's canonical request, and gives the hint for each line that differs. */
  async function compare(lines: string[]): Promise<Record<string, string>> {
    await answer(`${prefix}verify aksk signature fail, canonicalRequest:${lines.join('|')}`);
    const rows = await opened.page.locator('#comparison .differs').all();
    const entries = rows.map(async (row): Promise<[string, string]> => [
      (await row.locator('dt').innerText()).replace(/\s+differs$/, ''),
      await row.locator('.hint').innerText(),
    ]);
    return Object.fromEntries(await Promise.all(entries));
  }

  it('finds each line that differs, with its cause, and no other', async () => {
    const own = await opened.canonicalRequest();
    const [, path = '', , host = '', date = '', , names = ''] = own;
    const body = await opened.field('Body').inputValue();
    const changes: [line: number, text: string, label: string, hint: string][] = [
      [0, 'GET', 'Method', 'redirect'],
      [1, path.slice(0, -1), 'Path', 'final slash'],
      [1, path.replace('_', '%255F'), 'Path', 'Encoded twice'],
      [1, path.replace('_', '%5f'), 'Path', 'escaped differently'],
      [1, '/v1/', 'Path', 'Another path'],
      [2, 'a=1', 'Query', 'You sign no query'],
      [3, `${host}:443`, 'Header host', ':443'],
      [4, `${date} `, 'Header x-sdk-date', 'Two moments'],
      [6, names.split(';').reverse().join(';'), 'Signed headers', 'another order'],
      [7, sha256(`${body}\n`), 'Body hash', 'a line end after it'],
      [7, sha256(''), 'Body hash', 'no body at all'],
      [7, sha256(body.replace(/([,:])/g, '$1 ')), 'Body hash', 'as Python writes it'],
      [7, sha256('something else'), 'Body hash', 'in another charset than UTF-8'],
      [7, 'UNSIGNED-PAYLOAD', 'Body hash', 'Only one side'],
    ];
    for (const [line, text, name, hint] of changes) {
      expect(await compare(own.with(line, text))).toEqual({
        [name]: expect.stringContaining(hint),
      });
    }
    expect(await compare(own)).toEqual({});
    await opened.page.getByText('No line differs.').waitFor();
  });

  it('tells another order or escape of the query from another parameter', async () => {
    const url = await opened.field('URL').inputValue();
    await opened.field('URL').fill(`${url}?a=1&b=x%20y`);
    const own = await opened.canonicalRequest();
    for (const [query, hint] of [
      ['b=x%20y&a=1', 'another order'],
      ['a=1&b=x+y', 'escaped differently'],
      ['', 'did not arrive'],
      ['a=1&b=z', 'Only the gateway got b=z.'],
    ] as const) {
      expect(await compare(own.with(2, query))).toEqual({ Query: expect.stringContaining(hint) });
    }
    await opened.field('URL').fill(url);
  });

  it('compares headers by name, and takes over the date and the names', async () => {
    const { field, page } = opened;
    await field('Headers, one on each line').fill('X-Project-Id: p\nX-Trace: a|b||c');
    await expect.poll(opened.canonicalRequest).toContain('x-project-id:p');
    const [method = '', path = '', query = '', host = ''] = await opened.canonicalRequest();
    const hash = (await opened.canonicalRequest()).at(-1) ?? '';
    const date = '20260102T030405Z';
    const headers = [host, `x-sdk-date:${date}`, 'x-trace:a|b||c', '', 'host;x-sdk-date;x-trace'];
    const sent = [method, path, query, ...headers, hash];
    expect(Object.keys(await compare(sent))).toEqual([
      'Header x-project-id',
      'Header x-sdk-date',
      'Header x-trace',
      'Signed headers',
    ]);
    await opened.press('Take over the gateway’s date and signed headers');
    await page.getByText('No line differs.').waitFor();
    expect(await field('Date').inputValue()).toBe(date);

    // A log that broke off within the date.
    expect(await compare([method, path, query, host, 'x-sdk-date:2026'])).toEqual({});
    await page.getByText('not every line can be compared').waitFor();

    // What another program's signer printed takes the place of what this page computed.
    await page.getByText('Compare with the canonical request').click();
    await field('Your program’s canonical request').fill(
      sent.with(1, path.slice(0, -1)).join('\n'),
    );
    expect(await compare(sent)).toEqual({ Path: expect.stringContaining('final slash') });
  });

  it('explains the other answers of the gateway', async () => {
    const late = 'signature time:20261122T182500Z,server time:20261122T102500Z';
    const early = 'signature time:20261122T100000Z,server time:20261122T101712Z';
    for (const [text, ...said] of [
      [`signature expired, ${late}`, '8 h 0 min ahead of', 'UTC, not local time'],
      [`signature expired, ${early}`, '17 min behind', 'NTP'],
      ['Get secretKey failed,ak:OTHER,err:ak not exist', 'key id OTHER', 'X-Security-Token'],
      ['AK access failed to reach the limit,forbidden', 'locked', '5 minutes'],
      ['decrypt token fail', 'token', 'region'],
      ['token expires, expires_at: 2026-11-22T10:25:00Z', 'token', '24 hours'],
      ['x-auth-token not found', 'No credentials', 'redirect'],
      ['something new', 'none of the texts'],
    ] as const) {
      const error = { error_code: 'APIGW.0301', error_msg: prefix + text };
      const shown = [await answer(JSON.stringify(error, null, 2)), await answer(prefix + text)];
      for (const words of said) {
        expect(shown).toEqual([expect.stringContaining(words), expect.stringContaining(words)]);
      }
    }
    expect(opened.complaints).toEqual([]);
    expect(opened.requests).toEqual([site.urls.http]);
  });
});
