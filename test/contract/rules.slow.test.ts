/** Each rule of our own passes the contract, and refuses a contract that breaks it. */
import { readFile } from 'node:fs/promises';
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core';
import { describe, expect, it } from 'vitest';
import ruleset from '../../.spectral.mjs';

const { Spectral } = spectral;
const text = await readFile(new URL('../../generated/openapi.json', import.meta.url), 'utf8');
const rules = Object.entries(ruleset.rules).filter(([name]) => name.startsWith('vod-'));

const extract = 'paths > /v1.0/{project_id}/asset/extract_audio';
const post = `${extract} > post`;
const tokens = 'paths > /v3/auth/tokens';
const details = 'paths > /v1.0/{project_id}/asset/details > get';
const tasks = 'paths > /v1/{project_id}/asset/tasks > get';
const accepted = `${post} > responses > 202 > x-asynchronous`;
const entry = 'x-error-catalogue > VOD.10083';
const webhook = 'webhooks > audioExtractComplete > post';
const shown = 'components > examples > ParsingSucceededByMfs > value > message';
const parseExamples =
  'webhooks > parseComplete > post > requestBody > content > application/json > examples';

/** What breaks each rule: a title, the members, and the value that they get; without a value they are removed. */
const flaws: Record<string, [title: string, members: string | string[], value?: unknown][]> = {
  'vod-operation-id': [
    ['an operation id without a verb', `${details} > operationId`, 'assetDetail'],
  ],
  'vod-operation-answers': [
    ['an operation without 429', `${post} > responses > 429`],
    [
      'an operation without any 5xx',
      [500, 502, 503, 504].map((status) => `${post} > responses > ${status}`),
    ],
    ['an answer without a request id', `${extract} > delete > responses > 204 > headers`],
    [
      'an answer of IAM without its trace id',
      `${tokens} > post > responses > 201 > headers > X-IAM-Trace-Id`,
    ],
    ['an operation of IAM without the server of IAM', `${tokens} > servers`],
  ],
  'vod-operation-facts': [
    ['an operation without a rate limit', `${post} > x-rate-limit`],
    ['an operation without a permission', `${post} > x-permission`],
    ['an operation without a lifecycle', `${post} > x-lifecycle`],
    ['a lifecycle that does not exist', `${post} > x-lifecycle`, 'stable'],
    ['a rate limit with one of its two figures', `${post} > x-rate-limit > overall_per_minute`],
    [
      'an unknown rate limit that is not under Unsettled',
      `${tasks} > description`,
      'The rate limit is high.',
    ],
    ['an unknown permission that is not under Unsettled', `${post} > x-permission`, null],
    ['the permission "none" for what takes credentials', `${post} > x-permission`, 'none'],
    ['a permission of IAM for an operation of VOD', `${post} > x-permission`, 'iam:tokens:create'],
    [
      'a permission of VOD for an operation of IAM',
      `${tokens} > post > x-permission`,
      'vod:asset:list',
    ],
  ],
  'vod-asynchronous-accepted': [
    ['a 202 that names no event', `${accepted} > event`],
    ['a 202 with a reader that no link names', `${accepted} > reader`, 'createAssetByFileUpload'],
  ],
  'vod-catalogued-error-codes': [
    ['an example with a code that is not in the catalogue', entry],
    ['an example with a status that the catalogue lacks', `${entry} > statuses`, [403]],
  ],
  'vod-error-catalogue-entry': [
    ['a code without a remedy', `${entry} > remedy`],
    ['a meaning that is no sentence', `${entry} > meaning`, 'not found'],
    ['a retry class that does not exist', `${entry} > retry`, 'sometimes'],
  ],
  'vod-exampled-properties': [
    [
      'a property without an example',
      'components > schemas > MetaData > properties > bit_rate > examples',
    ],
  ],
  'vod-exampled-parameters': [
    ['a parameter without an example', 'components > parameters > Category > example'],
    ['a header without an example', 'components > headers > RequestId > example'],
  ],
  'vod-security': [['a document without security', 'security']],
  'vod-no-callbacks': [['a callback', `${post} > callbacks`, {}]],
  'vod-webhook-operation': [
    ['a webhook that inherits security', `${webhook} > security`],
    ['a webhook without a description', `${webhook} > description`],
    [
      'a webhook that is neither an event nor of SMN',
      'components > schemas > VodEvent > discriminator > mapping > coverComplete',
    ],
    [
      'an event without an example of MFS',
      ['succeededByMfs', 'failedByMfs'].map((name) => `${parseExamples} > ${name}`),
    ],
    ['an event without an example of SMN', `${parseExamples} > succeededBySmn`],
    ['an example with a message that is no JSON', shown, '{'],
    ['an example with a message that is another event', shown, '{"event_type":"coverComplete"}'],
  ],
};

/** Lints the contract after a change, by the rules of that name, or by all of our own. */
async function lint(names: string[], members: string | string[] = [], value?: unknown) {
  const contract = JSON.parse(text) as object;
  for (const path of [members].flat()) {
    const steps = path.split(' > ');
    const last = steps.pop() ?? '';
    const parent = steps.reduce((at, each) => Reflect.get(at, each) as object, contract);
    if (value !== undefined) Reflect.set(parent, last, value);
    else {
      expect(parent).toHaveProperty([last]);
      Reflect.deleteProperty(parent, last);
    }
  }
  const linter = new Spectral();
  const rule = Object.fromEntries(rules.filter(([name]) => names.includes(name)));
  linter.setRuleset({ formats: ruleset.formats, rules: rule } as RulesetDefinition);
  // Already parsed: Spectral would write it as text, and read that for line numbers.
  const parsed = { data: contract, diagnostics: [], ast: {}, lineMap: [] };
  const results = await linter.run({ parsed, getLocationForJsonPath: () => undefined });
  return [...new Set(results.map(({ code }) => code))];
}

const names = rules.map(([name]) => name);

it('the contract passes every rule of our own', async () => {
  expect(await lint(names)).toEqual([]);
});

it('there is a contract that is refused for every rule of our own', () => {
  expect(Object.keys(flaws).sort()).toEqual(names.sort());
});

describe.each(Object.entries(flaws))('%s', (name, cases) => {
  it.each(cases)('refuses %s', async (_title, members, value) => {
    expect(await lint([name], members, value)).toEqual([name]);
  });
});
