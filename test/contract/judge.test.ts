/** checkAnswer, with which the tests hold every answer of the local service against the contract. */
import { expect, it } from 'vitest';
import { checkAnswer } from '../contract-check.js';

const url = `http://127.0.0.1/v1.0/${'0'.repeat(32)}/asset/extract_audio`;
const requestId = 'f'.repeat(32);
const json = { 'content-type': 'application/json', 'x-request-id': requestId };
const accepted = { asset_id: '1'.repeat(32), audio_asset_id: '2'.repeat(32) };

function judge(status: number, body: unknown, headers: Record<string, string> = json, at = url) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return () => checkAnswer('POST', at, { status, headers: new Headers(headers) }, text);
}

const refused = { error_code: 'VOD.10062', error_msg: 'No such asset.' };
const byGateway = { error_code: 'APIGW.0301', error_msg: 'No.', request_id: requestId };

it('checkAnswer accepts the answers that the contract has', () => {
  expect(judge(202, accepted)).not.toThrow();
  expect(judge(400, refused)).not.toThrow();
  expect(judge(401, byGateway)).not.toThrow();
  expect(judge(501, { error_code: 'LOCAL.501', error_msg: 'Not here.' })).not.toThrow();
});

it.each([
  ['a success of another status', judge(200, accepted), /there is no such status/],
  ['a status that the contract lacks', judge(418, refused), /./],
  ['a code with a status that it never has', judge(400, byGateway), /./],
  ['a code that the contract lacks', judge(400, { ...refused, error_code: 'VOD.99999' }), /./],
  ['no request id', judge(202, accepted, { 'content-type': 'application/json' }), /X-Request-Id/],
  ['another request id in the body', judge(401, { ...byGateway, request_id: 'another' }), /./],
  [
    'a body without a required member',
    judge(202, { asset_id: accepted.asset_id }),
    /audio_asset_id/,
  ],
  ['a member of another type', judge(202, { ...accepted, audio_asset_id: 7 }), /audio_asset_id/],
  ['a body that is no JSON', judge(202, 'accepted'), /./],
  [
    'another content type',
    judge(202, accepted, { ...json, 'content-type': 'text/plain' }),
    /it is text\/plain/,
  ],
  [
    'an operation that the contract lacks',
    judge(202, accepted, json, `${url}/more`),
    /no such operation/,
  ],
])('checkAnswer refuses %s', (_what, judged, why) => {
  expect(judged).toThrow(why);
});
