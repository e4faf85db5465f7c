/** What can come instead of the answer to a create, sorted by what it shows of the job. */
import { endAttempts } from './attempt-timer.js';
import { acceptance, answer, hangUp, reset, settled, type Step, write } from './faulty-vod.js';

const page = '<html><body>An error page of a proxy.</body></html>';
const job = JSON.stringify(acceptance(1));
const head = (more: string): string => `HTTP/1.1 202 Accepted\r\n${more}`;
const vodError = (number: number) => ({
  error_code: `VOD.${String(number)}`,
  error_msg: 'scripted',
});
const gatewayError = (number: string, text = 'scripted') => ({
  error_code: `APIGW.${number}`,
  error_msg: text,
  request_id: 'fake-request-id',
});
/** The text of a 401 of the gateway. */
export const refusal = (text: string) =>
  gatewayError('0301', `Incorrect IAM authentication information: ${text}`);

/** Ends the attempt by its time limit, with no more of an answer than there is. */
export const timeUp = async (): Promise<void> => {
  await settled();
  endAttempts();
};

/** Faults that do not show whether the job was created: the outcome is unknown. */
export const unknownOutcomes: [string, Step, 'slow'?][] = [
  ['reset instead of an answer', reset],
  ['closed instead of an answer', hangUp],
  ['half closed instead of an answer', ({ socket }) => socket.end()],
  ['silence', timeUp, 'slow'],
  ['reset in the middle of the head', write([head('content-')], reset)],
  ['silence in the middle of the head', write([head('content-')], timeUp), 'slow'],
  ['reset after the head', write([head(`content-length: ${String(job.length)}\r\n\r\n`)], reset)],
  ['silence after the head', write([head('content-length: 9\r\n\r\n')], timeUp), 'slow'],
  ['reset in the middle of the body', write([head('content-length: 99\r\n\r\n'), job], reset)],
  ['closed in the middle of the body', write([head('content-length: 99\r\n\r\n'), job], hangUp)],
  [
    'silence in the middle of the body',
    write([head('content-length: 99\r\n\r\n{"a')], timeUp),
    'slow',
  ],
  ['chunks without an end', write([head('transfer-encoding: chunked\r\n\r\n2\r\n{"\r\n')], hangUp)],
  ['a chunk without a size', write([head('transfer-encoding: chunked\r\n\r\nsize\r\n')], hangUp)],
  ['JSON cut off with the connection', write([head('connection: close\r\n\r\n{"asset_i')], hangUp)],
  ['JSON cut off with the right length', answer(202, '{"asset_id":"3e1cd2')],
  ['202 with garbage', answer(202, '\u0000\u0001garbage')],
  ['202 with a page', answer(202, page)],
  ['202 with a number', answer(202, 7)],
  ['202 with null', answer(202, null)],
  ['202 with a list', answer(202, [acceptance(1)])],
  ['202 without a body', answer(202)],
  ['200 with a page', answer(200, page)],
  ['204 instead of 202', write(['HTTP/1.1 204 No Content\r\n\r\n'])],
  ['no HTTP', write(['SSH-2.0-OpenSSH_9.6\r\n'], hangUp)],
  // A Response cannot have these.
  ['the status 999', write(['HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\n{}'])],
  ['the status 099', write(['HTTP/1.1 099 Odd\r\ncontent-length: 2\r\n\r\n{}'])],
  [
    'a control character in the reason',
    write(['HTTP/1.1 202 A\u0001\r\ncontent-length: 2\r\n\r\n{}']),
  ],
  [
    'another protocol',
    write(['HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n']),
  ],
  ['102 and then a reset', write(['HTTP/1.1 102 Processing\r\n\r\n'], reset)],
  // Half an answer does not prove that the request was refused.
  ['429 cut off', write(['HTTP/1.1 429 Busy\r\ncontent-length: 9\r\n\r\n{'], hangUp)],
  ['500 VOD.10051', answer(500, vodError(10051))],
  ['403 VOD.10051', answer(403, vodError(10051))],
  ['500 APIGW.0601', answer(500, gatewayError('0601'))],
  ['502 APIGW.0201', answer(502, gatewayError('0201'))],
  ['504 APIGW.0201', answer(504, gatewayError('0201'))],
  ['500 with an unknown code', answer(500, { code: 'X.1', message: 'scripted' })],
  ['503 with a page and Retry-After', answer(503, page, { 'retry-after': '0' })],
  ...[500, 502, 503, 504].flatMap((status): [string, Step][] => [
    [`${String(status)} with a page`, answer(status, page)],
    [`${String(status)} without a body`, answer(status)],
  ]),
];

/** Answers that prove that nothing was done: the call is repeated. */
export const notDone: [string, Step][] = [
  ['429', answer(429)],
  ['429 with seconds', answer(429, '', { 'retry-after': '0' })],
  ['429 with a date', answer(429, page, { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' })],
  ['429 APIGW.0308', answer(429, gatewayError('0308'))],
  ['429 APIG.0308', answer(429, { error_code: 'APIG.0308', error_msg: 'scripted' })],
  ...['0605', '0606', '0608', '0609'].map((number): [string, Step] => [
    `500 APIGW.${number}`,
    answer(500, gatewayError(number)),
  ]),
  ['502 APIGW.0610', answer(502, gatewayError('0610'))],
  ['503 APIGW.0613', answer(503, gatewayError('0613'))],
];

/** Answers that refuse the request as it is: the call is not repeated. */
export const refusals: [string, Step][] = [
  ['304', write(['HTTP/1.1 304 Not Modified\r\n\r\n'])],
  ['501 with a page', answer(501, page)],
  ['501 without a body', answer(501)],
  ['501 of the local service', answer(501, { error_code: 'LOCAL.501', error_msg: 'scripted' })],
  ...[300, 301, 302, 303, 307, 308].map((status): [string, Step] => [
    `a redirect, ${String(status)}`,
    answer(status, '', { location: '/v1.0/elsewhere' }),
  ]),
  ['400 VOD.10062', answer(400, vodError(10062))],
  ['400 VOD.10083, a busy asset', answer(400, vodError(10083))],
  ['400 without a body', answer(400)],
  // The body, URL or header is too long. With a 502 or 504, the same code leaves the outcome unknown.
  ...[413, 414, 431, 494].map((status): [string, Step] => [
    `${String(status)} APIGW.0201`,
    answer(status, gatewayError('0201')),
  ]),
  ['413 without a body', answer(413)],
  ['403 with a page', answer(403, page)],
  ['404 APIGW.0101', answer(404, gatewayError('0101'))],
  ['500 APIGW.0611', answer(500, gatewayError('0611'))],
  ['a bad signature', answer(401, refusal('verify aksk signature fail, canonicalRequest:POST|/'))],
  ['an unknown key', answer(401, refusal('Get secretKey failed,ak:FAKEAK,err:ak not exist'))],
  ['a locked key', answer(401, refusal('AK access failed to reach the limit,forbidden'))],
];
