/**
 * Hostile requests, by the signer, a token or nobody: each gets an answer of the contract, in time, and none of them
 * 5xx but the documented 501. `FUZZ_RUNS=20000` has that many of each operation.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signRequest } from '../../../src/auth/signer.js';
import { operations } from '../../../generated/contract.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { untilAborted } from '../../../src/platform/delay.js';
import { checkAnswer } from '../../contract-check.js';
import {
  type Contract,
  contractWith,
  exampleUser,
  makeKnownAssets,
} from '../../service-contract.js';
import { type Draft, requestsOf } from './fuzz-requests.js';
import { clientOf } from '../service.js';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 60);
const longestAnswerMs = 10_000;

let local: LocalVod;
/** With the assets that an operation is sent. */
let contractFor: (operationId: string) => Contract;
beforeAll(async () => {
  local = await startLocalVod({ callsPerMinute: Infinity, iamUser: exampleUser });
  const lasting = contractWith(local, await makeKnownAssets(local, 'no video'));
  const doomed = contractWith(local, await makeKnownAssets(local, 'no video'));
  contractFor = (operationId) => (operationId === 'deleteAssets' ? doomed : lasting);
});
afterAll(() => local.close());

/** What was answered, whichever operation it was. */
const statuses = new Set<number>();

/** Sends a request without a socket; undefined when it cannot even be made. */
async function send({
  method,
  target,
  headers,
  body,
  proof,
}: Draft): Promise<Response | undefined> {
  let request: Request;
  try {
    request = new Request(local.url + target, {
      method,
      headers: proof === 'token' ? [...headers, ['x-auth-token', local.token]] : headers,
      body: ['GET', 'HEAD'].includes(method) ? null : (body ?? null),
    });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
  const { credentials } = local;
  if (proof === 'signature') request = await signRequest(request, credentials);
  if (proof === 'wrong signature') {
    request = await signRequest(request, { ...credentials, secretAccessKey: 'fake-wrong' });
  }
  if (proof === 'nonsense') request.headers.set('authorization', 'SDK-HMAC-SHA256 Access=, a=b');
  const url = request.url;
  const response = await untilAborted(local.fetch(request), AbortSignal.timeout(longestAnswerMs));
  checkAnswer(method, url, response, await response.clone().text());
  return response;
}

describe.each(Object.entries(operations))('%s', (operationId, { method, path }) => {
  it('answers whatever it is sent as the contract says', async () => {
    const contract = contractFor(operationId);
    const operation = contract.paths[path]?.[method.toLowerCase()];
    if (!operation) throw new Error(`The contract has no ${operationId}.`);
    await fc.assert(
      fc.asyncProperty(requestsOf(contract, { method, path, operation }), async (draft) => {
        const response = await send(draft);
        if (!response) return;
        statuses.add(response.status);
        expect(response.status < 500 || response.status === 501).toBe(true);
      }),
      { numRuns },
    );
  });
});

it('is well afterwards', async () => {
  // Else the requests were all alike.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, 501]));
  const vod = clientOf(local);
  const { response } = await vod.GET('/v1.0/{project_id}/asset/list', {});
  expect(response.status).toBe(200);
});
