/** What the signature calculator makes of the gateway's answers. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCalculator } from './calculator-page.js';

const label = 'The answer of APIGW.0301: its text or its JSON body';
const prefix = 'Incorrect IAM authentication information: ';
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

let calculator: Awaited<ReturnType<typeof startCalculator>>;
let opened: Awaited<ReturnType<typeof calculator.open>>;
beforeAll(async () => {
  calculator = await startCalculator();
  opened = await calculator.open();
});
afterAll(() => calculator.close());

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

test('each line that differs is found, with its cause, and no other', async () => {
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
    expect(await compare(own.with(line, text))).toEqual({ [name]: expect.stringContaining(hint) });
  }
  expect(await compare(own)).toEqual({});
  await opened.page.getByText('No line differs.').waitFor();
});

test('the order of the query, and its escapes, are told from its parameters', async () => {
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

test('headers are compared by name; the date and the names can be taken over', async () => {
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
  await field('Your program’s canonical request').fill(sent.with(1, path.slice(0, -1)).join('\n'));
  expect(await compare(sent)).toEqual({ Path: expect.stringContaining('final slash') });
});

test('the other answers are explained', async () => {
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
  expect(opened.requests).toEqual([calculator.urls.http]);
});
