/** The signature calculator in a real browser: right, readable, and silent towards every host. */
import { execFile } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCalculator } from './calculator-page.js';

const ak = 'FAKEAK0000000000TEST';
const sk = 'fakeSecretKey0123456789abcdefghijklmnopq';
const project = '0123456789abcdef0123456789abcdef';
const host = 'vod.cn-north-4.myhuaweicloud.com';
const date = '20260102T030405Z';

let calculator: Awaited<ReturnType<typeof startCalculator>>;
beforeAll(async () => {
  calculator = await startCalculator();
});
afterAll(() => calculator.close());

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

describe.each(['http', 'file'] as const)('over %s', (way) => {
  test('the worked example is right, and nothing is sent', async () => {
    const url = calculator.urls[way];
    await using opened = await calculator.open(url);
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
    expect(calculator.arrivals.length).toBe(way === 'http' ? 1 : 0);
  });
});

test('the browser refuses what the page would fetch all the same', async () => {
  await using opened = await calculator.open();
  const outcome = await opened.page.evaluate(() =>
    fetch('/fetched').then(
      () => 'fetched',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  expect(calculator.arrivals.map(({ request }) => request.url)).toEqual(['/']);
});

interface Vector {
  name: string;
  method?: string;
  path?: string;
  headers?: string;
  body?: string;
  securityToken?: string;
  authorization: string;
}

/** Made with the official signer of the Node SDK, and recomputed from the rules. */
const vectors: Vector[] = [
  {
    name: 'a body outside ASCII, a signed content type',
    method: 'POST',
    path: '/asset',
    headers: 'content-type: application/json',
    body: '{"title":"视频点播","description":"émojis 🎬👩\u200d👩\u200d👧 and “quotes”","tags":"x,y"}',
    authorization:
      'SDK-HMAC-SHA256 Access=FAKEAK0000000000TEST, SignedHeaders=content-type;host;x-sdk-date, Signature=e37346deb7d0a6cfc820c839372b90d7f9b48e2d1089a04fb958bb6372dbeb99',
  },
  {
    name: 'a query out of order',
    path: '/asset/details?z=1&page=0&size=10&a=x',
    authorization:
      'SDK-HMAC-SHA256 Access=FAKEAK0000000000TEST, SignedHeaders=host;x-sdk-date, Signature=4acdedf2b82fd2493aabdcbe7866fd7a69c399e85d25c3b9a1cd2c4cf610f3a8',
  },
  {
    name: 'a host header of its own, which fetch could not set',
    headers: 'host: proxy.example.com',
    authorization:
      'SDK-HMAC-SHA256 Access=FAKEAK0000000000TEST, SignedHeaders=host;x-sdk-date, Signature=7913b00bde70321e6a62db181c6ecbe22d7e5cda386a3c5da04f32d928ac1b25',
  },
  {
    name: 'headers in any case, the date among them',
    headers: `X-Language: en-us\nX-Request-Trace: AbC\nAccept: application/json\nX-Sdk-Date: ${date}`,
    authorization:
      'SDK-HMAC-SHA256 Access=FAKEAK0000000000TEST, SignedHeaders=accept;host;x-language;x-request-trace;x-sdk-date, Signature=d82c04c88b3cd094d01d2e296ec282d5c9a3c0b4c20460b4d894ef2e1028ee70',
  },
  {
    name: 'a temporary key',
    headers: `X-Project-Id: ${project}\ncontent-type: application/json`,
    securityToken: 'gQpjbi1ub3J0aC00jFAKE/TOKEN+with=chars',
    authorization:
      'SDK-HMAC-SHA256 Access=FAKEAK0000000000TEST, SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token, Signature=4e95eda450c35cb35bdbc643402a47f735e7c61ea74982eb28412b702ebd0c0c',
  },
];

test('the vectors are signed as expected', async () => {
  await using opened = await calculator.open();
  const { field } = opened;
  for (const { name, path = '/asset/details', headers = '', authorization, ...rest } of vectors) {
    await opened.press('Back to the example');
    await field('Method').selectOption(rest.method ?? 'GET');
    await field('URL').fill(`https://${host}/v1.0/${project}${path}`);
    await field('Headers, one on each line').fill(headers);
    await field('Body').fill(rest.body ?? '');
    await field('Security token, of a temporary key only').fill(rest.securityToken ?? '');
    // A date among the headers comes first.
    await field('Date').fill(headers.includes('X-Sdk-Date') ? 'not this one' : date);
    const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
    for (const signed of names) await field(signed).check();
    await expect.poll(opened.authorization, { message: name }).toBe(authorization);
  }
  expect(opened.complaints).toEqual([]);
});

test('what cannot be signed is said, and no old signature stays', async () => {
  await using opened = await calculator.open();
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
  await status.filter({ hasText: 'has white space at an end' }).waitFor();
});

// The command that the page shows is quoted for the shells of Unix.
test.skipIf(process.platform === 'win32')('curl sends what was signed, and no secret', async () => {
  await using opened = await calculator.open(undefined, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { page, field } = opened;
  const body = `@{"title":"it's [a] {b} \\\\ é"}\n`;
  await field('URL').fill(`${calculator.urls.http}a b/{c}?x=[1]&y=it's+here`);
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
  const arrived = calculator.arrivals.at(-1);
  expect(arrived?.body).toBe(body);
  expect(arrived?.request).toMatchObject({
    method: 'POST',
    url: '/a%20b/%7Bc%7D?x=[1]&y=it%27s%20here',
    headers: { authorization, 'x-empty': '', 'x-project-id': 'p1' },
  });
  expect(arrived?.request.headers['content-type']).toBeUndefined();
});

test.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 360],
  ['dark', 360],
] as const)('everybody can use it: %s, %i pixels wide', async (colorScheme, width) => {
  await using opened = await calculator.open(undefined, {
    colorScheme,
    viewport: { width, height: 800 },
  });
  const { page } = opened;
  await opened.press('Show an example');
  await page.getByText('1 of 7 lines differs').waitFor();
  await page.getByText('Compare with the canonical request').click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  // Evaluated by the debugger, which the page's policy does not bind: it stays as it is.
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(),
  );
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
