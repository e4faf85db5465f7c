/** Each rule of our own is content with the contract, and fires when the contract breaks it. */
import { readFile } from 'node:fs/promises';
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core';
import { beforeAll, describe, expect, it } from 'vitest';
import ruleset from '../../.spectral.mjs';

const { Spectral } = spectral;

/** The bundled contract, loose enough to be broken on purpose. */
interface Breakable {
  [member: string]: Breakable;
}

let text = '';

beforeAll(async () => {
  text = await readFile(new URL('../../generated/openapi.json', import.meta.url), 'utf8');
});

async function lint(change: Change, rules: object): Promise<string[]> {
  const contract = JSON.parse(text) as Breakable;
  change(contract);
  const linter = new Spectral();
  // TypeScript widens the pairs of `extends` in a JavaScript module to arrays.
  linter.setRuleset(rules as RulesetDefinition);
  // Parsed already: else it would be written as text, and read again for the lines, which nobody looks at.
  const parsed = { data: contract, diagnostics: [], ast: {}, lineMap: [] };
  const results = await linter.run({ parsed, getLocationForJsonPath: () => undefined });
  return [...new Set(results.map((result) => String(result.code)))];
}

/** One rule alone: all of them, with spectral:oas, on each broken contract would take most of a minute. */
function only(code: string): object {
  const { formats, rules } = ruleset;
  return {
    formats,
    rules: Object.fromEntries(Object.entries(rules).filter(([name]) => name === code)),
  };
}

const extract = '/v1.0/{project_id}/asset/extract_audio';
const tasks = '/v1/{project_id}/asset/tasks';
const tokens = '/v3/auth/tokens';
const mapping = ['components', 'schemas', 'VodEvent', 'discriminator', 'mapping'];
const eventBody = ['webhooks', 'parseComplete', 'post', 'requestBody', 'content'];
const eventExamples = [...eventBody, 'application/json', 'examples'];
const shownEvent = ['components', 'examples', 'ParsingSucceededByMfs', 'value'];

/** Follows a path of names; what is not there is a mistake of the test. */
function at(contract: Breakable, ...names: string[]): Breakable {
  return names.reduce((value, name) => {
    const next = value[name];
    if (next === undefined) throw new Error(`The contract has no ${name}.`);
    return next;
  }, contract);
}

type Change = (contract: Breakable) => void;

function without(...names: string[]): Change {
  return (contract) => {
    const last = names.at(-1) ?? '';
    Reflect.deleteProperty(at(contract, ...names.slice(0, -1)), last);
  };
}

function having(value: unknown, ...names: string[]): Change {
  return (contract) => {
    const last = names.at(-1) ?? '';
    Reflect.set(at(contract, ...names.slice(0, -1)), last, value);
  };
}

describe('the contract', () => {
  it('breaks no rule', async () => {
    expect(await lint(() => undefined, ruleset)).toEqual([]);
  });
});

describe.each<[string, string, Change]>([
  [
    'vod-operation-id',
    'an operation id without a verb',
    having('assetDetail', 'paths', '/v1.0/{project_id}/asset/details', 'get', 'operationId'),
  ],
  [
    'vod-operation-answers',
    'an operation without 429',
    without('paths', extract, 'post', 'responses', '429'),
  ],
  [
    'vod-operation-answers',
    'an operation without any 5xx',
    (contract) => {
      for (const status of ['500', '502', '503', '504']) {
        without('paths', extract, 'post', 'responses', status)(contract);
      }
    },
  ],
  [
    'vod-operation-answers',
    'an answer without a request id',
    without('paths', extract, 'delete', 'responses', '204', 'headers'),
  ],
  [
    'vod-operation-facts',
    'an operation without a rate limit',
    without('paths', extract, 'post', 'x-rate-limit'),
  ],
  [
    'vod-operation-facts',
    'an operation without a permission',
    without('paths', extract, 'post', 'x-permission'),
  ],
  [
    'vod-operation-facts',
    'an operation without a lifecycle',
    without('paths', extract, 'post', 'x-lifecycle'),
  ],
  [
    'vod-operation-facts',
    'a lifecycle that is none',
    having('stable', 'paths', extract, 'post', 'x-lifecycle'),
  ],
  [
    'vod-operation-facts',
    'a rate limit with one of its two figures',
    without('paths', extract, 'post', 'x-rate-limit', 'overall_per_minute'),
  ],
  [
    'vod-operation-facts',
    'an unknown rate limit that the description does not call unsettled',
    having('Lists tasks. The rate limit is high.', 'paths', tasks, 'get', 'description'),
  ],
  [
    'vod-operation-facts',
    'an unknown permission that the description does not call unsettled',
    having(null, 'paths', extract, 'post', 'x-permission'),
  ],
  [
    'vod-operation-facts',
    'no permission at all for an operation that takes credentials',
    having('none', 'paths', extract, 'post', 'x-permission'),
  ],
  [
    'vod-operation-facts',
    'a permission of IAM for an operation of VOD',
    having('iam:tokens:create', 'paths', extract, 'post', 'x-permission'),
  ],
  [
    'vod-operation-facts',
    'a permission of VOD for an operation of IAM',
    having('vod:asset:list', 'paths', tokens, 'post', 'x-permission'),
  ],
  [
    'vod-operation-answers',
    'an answer of IAM without its trace id',
    without(...['paths', tokens, 'post', 'responses', '201', 'headers', 'X-IAM-Trace-Id']),
  ],
  [
    'vod-operation-answers',
    'an operation of IAM that has lost its server, and so counts as one of VOD',
    without('paths', tokens, 'servers'),
  ],
  [
    'vod-error-catalogue',
    'a code without a remedy',
    without('x-error-catalogue', 'VOD.10083', 'remedy'),
  ],
  [
    'vod-error-catalogue',
    'a code with a retry class of its own',
    having('sometimes', 'x-error-catalogue', 'VOD.10083', 'retry'),
  ],
  [
    'vod-error-catalogue',
    'statuses out of order',
    having([403, 400], 'x-error-catalogue', 'VOD.10083', 'statuses'),
  ],
  [
    'vod-error-catalogue',
    'a code out of its place',
    (contract) => {
      const catalogue = at(contract, 'x-error-catalogue');
      const first = at(catalogue, 'VOD.10003');
      without('VOD.10003')(catalogue);
      having(first, 'VOD.10003')(catalogue);
    },
  ],
  [
    'vod-asynchronous-accepted',
    'a 202 that names no event',
    without('paths', extract, 'post', 'responses', '202', 'x-asynchronous', 'event'),
  ],
  [
    'vod-asynchronous-accepted',
    'a 202 whose reader no link names',
    having(
      'createAssetByFileUpload',
      ...['paths', extract, 'post', 'responses', '202', 'x-asynchronous', 'reader'],
    ),
  ],
  [
    'vod-catalogued-error-codes',
    'an example with a code that is not in the catalogue',
    without('x-error-catalogue', 'VOD.10083'),
  ],
  [
    'vod-catalogued-error-codes',
    'an example with a status that the catalogue does not have',
    having([403], 'x-error-catalogue', 'VOD.10083', 'statuses'),
  ],
  [
    'vod-exampled-properties',
    'a property without an example',
    without('components', 'schemas', 'MetaData', 'properties', 'bit_rate', 'examples'),
  ],
  [
    'vod-exampled-parameters',
    'a parameter without an example',
    without('components', 'parameters', 'ProjectId', 'example'),
  ],
  [
    'vod-exampled-parameters',
    'a header without an example',
    without('components', 'headers', 'RequestId', 'example'),
  ],
  ['vod-security', 'a document without security', without('security')],
  [
    'vod-own-words',
    'a sentence of the service’s own page',
    having('This API is an asynchronous API. After an audio…', 'info', 'description'),
  ],
  ['vod-no-callbacks', 'a callback', having({}, 'paths', extract, 'post', 'callbacks')],
  [
    'vod-webhook-operation',
    'a webhook that inherits security',
    without('webhooks', 'audioExtractComplete', 'post', 'security'),
  ],
  [
    'vod-webhook-operation',
    'a webhook without a description',
    without('webhooks', 'audioExtractComplete', 'post', 'description'),
  ],
  [
    'vod-webhook-operation',
    'a webhook that is neither an event nor of SMN',
    without(...mapping, 'coverComplete'),
  ],
  [
    'vod-webhook-operation',
    'an event that is not shown by MFS',
    (contract) => {
      without(...eventExamples, 'succeededByMfs')(contract);
      without(...eventExamples, 'failedByMfs')(contract);
    },
  ],
  [
    'vod-webhook-operation',
    'an event that is not shown by SMN',
    without(...eventExamples, 'succeededBySmn'),
  ],
  [
    'vod-webhook-operation',
    'an example whose message is no JSON',
    having('{', ...shownEvent, 'message'),
  ],
  [
    'vod-webhook-operation',
    'an example whose message is another event',
    having('{"event_type":"coverComplete"}', ...shownEvent, 'message'),
  ],
])('%s', (code, what, mutate) => {
  it(`refuses ${what}`, async () => {
    expect(await lint(mutate, only(code))).toEqual([code]);
  });
});
