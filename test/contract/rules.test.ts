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

async function lint(mutate: (contract: Breakable) => void): Promise<string[]> {
  const contract = JSON.parse(text) as Breakable;
  mutate(contract);
  const linter = new Spectral();
  // TypeScript widens the pairs of `extends` in a JavaScript module to arrays.
  linter.setRuleset(ruleset as unknown as RulesetDefinition);
  const results = await linter.run(contract);
  return [...new Set(results.map((result) => String(result.code)))];
}

const extract = '/v1.0/{project_id}/asset/extract_audio';

/** Follows a path of names; what is not there is a mistake of the test. */
function at(contract: Breakable, ...names: string[]): Breakable {
  return names.reduce((value, name) => {
    const next = value[name];
    if (next === undefined) throw new Error(`The contract has no ${name}.`);
    return next;
  }, contract);
}

function remove(contract: Breakable, ...names: string[]): void {
  const last = names.pop() ?? '';
  Reflect.deleteProperty(at(contract, ...names), last);
}

function set(contract: Breakable, value: unknown, ...names: string[]): void {
  const last = names.pop() ?? '';
  Reflect.set(at(contract, ...names), last, value);
}

describe('the contract', () => {
  it('breaks no rule', async () => {
    expect(await lint(() => undefined)).toEqual([]);
  });
});

describe.each<[string, string, (contract: Breakable) => void]>([
  [
    'vod-operation-id',
    'an operation id without a verb',
    (contract) => {
      set(
        contract,
        'assetDetail',
        'paths',
        '/v1.0/{project_id}/asset/details',
        'get',
        'operationId',
      );
    },
  ],
  [
    'vod-operation-answers',
    'an operation without 429',
    (contract) => {
      remove(contract, 'paths', extract, 'post', 'responses', '429');
    },
  ],
  [
    'vod-operation-answers',
    'an operation without any 5xx',
    (contract) => {
      for (const status of ['500', '502', '503', '504']) {
        remove(contract, 'paths', extract, 'post', 'responses', status);
      }
    },
  ],
  [
    'vod-operation-answers',
    'an answer without a request id',
    (contract) => {
      remove(contract, 'paths', extract, 'delete', 'responses', '204', 'headers');
    },
  ],
  [
    'vod-operation-facts',
    'an operation without a rate limit',
    (contract) => {
      remove(contract, 'paths', extract, 'post', 'x-rate-limit');
    },
  ],
  [
    'vod-operation-facts',
    'an operation without a permission',
    (contract) => {
      remove(contract, 'paths', extract, 'post', 'x-permission');
    },
  ],
  [
    'vod-asynchronous-accepted',
    'a 202 that names no event',
    (contract) => {
      remove(contract, 'paths', extract, 'post', 'responses', '202', 'x-asynchronous', 'event');
    },
  ],
  [
    'vod-asynchronous-accepted',
    'a 202 whose reader no link names',
    (contract) => {
      set(
        contract,
        'createAssetByFileUpload',
        ...['paths', extract, 'post', 'responses', '202', 'x-asynchronous', 'reader'],
      );
    },
  ],
  [
    'vod-catalogued-error-codes',
    'an example with a code that is not in the catalogue',
    (contract) => {
      remove(contract, 'x-error-catalogue', 'VOD.10083');
    },
  ],
  [
    'vod-catalogued-error-codes',
    'an example with a status that the catalogue does not have',
    (contract) => {
      set(contract, [403], 'x-error-catalogue', 'VOD.10083', 'statuses');
    },
  ],
  [
    'vod-exampled-properties',
    'a property without an example',
    (contract) => {
      remove(contract, 'components', 'schemas', 'MetaData', 'properties', 'bit_rate', 'examples');
    },
  ],
  [
    'vod-no-callbacks',
    'a callback',
    (contract) => {
      set(contract, {}, 'paths', extract, 'post', 'callbacks');
    },
  ],
  [
    'vod-webhook-operation',
    'a webhook that inherits security',
    (contract) => {
      remove(contract, 'webhooks', 'audioExtractComplete', 'post', 'security');
    },
  ],
  [
    'vod-webhook-operation',
    'a webhook without a description',
    (contract) => {
      remove(contract, 'webhooks', 'audioExtractComplete', 'post', 'description');
    },
  ],
])('%s', (code, what, mutate) => {
  it(`refuses ${what}`, async () => {
    expect(await lint(mutate)).toContain(code);
  });
});
