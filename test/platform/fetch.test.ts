/** What the `fetch` of each runtime proves of a request that failed. */
import { describe, expect, it } from 'vitest';
import { explain, RequestNotSentError } from '../../src/platform/fetch-function.js';

const withCode = (code: string, message = 'scripted') =>
  Object.assign(new Error(message), { code });
const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

/** What is thrown for the rejection of a runtime's `fetch`. */
function explained(rejection: unknown): unknown {
  try {
    return explain(rejection);
  } catch (error) {
    return error;
  }
}

describe("the rejection of a runtime's own fetch", () => {
  it.each<[string, Error]>([
    ['refused, as Node has it', failed(withCode('ECONNREFUSED'))],
    ['refused by all addresses', failed(Object.assign(new Error(), { code: 'ECONNREFUSED' }))],
    ['no such host', failed(withCode('ENOTFOUND'))],
    ['no resolver', failed(withCode('EAI_AGAIN'))],
    ['unreachable', failed(withCode('EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443'))],
    ['no network', failed(withCode('ENETUNREACH', 'connect ENETUNREACH 10.0.0.1:443'))],
    ['too slow to connect', failed(withCode('UND_ERR_CONNECT_TIMEOUT'))],
    ['refused, as Bun has it', withCode('ConnectionRefused')],
    ['refused, as Bun has it elsewhere', withCode('FailedToOpenSocket')],
    ['refused, as Deno has it', new TypeError('tcp connect error: Connection refused')],
    ['no such host, as Deno has it', new TypeError('client error: dns error: no such host')],
  ])('proves that the request was not sent: %s', (_what, error) => {
    expect(explained(error)).toBeInstanceOf(RequestNotSentError);
    expect(explained(error)).toMatchObject({ cause: error });
  });

  it.each<[string, unknown]>([
    ['a reset', failed(withCode('ECONNRESET'))],
    ['a closed connection', failed(withCode('UND_ERR_SOCKET', 'other side closed'))],
    ['a timeout', failed(withCode('ETIMEDOUT'))],
    ['a host that became unreachable', failed(withCode('EHOSTUNREACH', 'read EHOSTUNREACH'))],
    ['no reason', new TypeError('fetch failed')],
    ['a text', 'a text'],
  ])('is passed on as it is: %s', (_what, error) => {
    expect(explained(error)).toBe(error);
  });
});
