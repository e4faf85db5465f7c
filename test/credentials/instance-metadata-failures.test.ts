/** What is said when a metadata service gives no credentials, and whether a chain goes on then. */
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { CredentialsNotFoundError, fromInstanceMetadata } from '../../src/credentials/index.js';
import { failureOf, fake, nowhere, serve } from './asking.js';
import {
  type Answer,
  credential,
  givesKey,
  givesToken,
  metadataService,
  noAgency,
} from './metadata-service.js';

describe('there are no credentials', () => {
  it.each<[string, Answer, Answer, RegExp]>([
    ['no agency is bound', givesToken, [401, noAgency], /401: no agency is bound.+bind an agency/],
    [
      'the key is unknown',
      [404],
      [404, fake.sk],
      /^GET .+securitykey was answered with 404\..+bind/,
    ],
    ['a token is wanted but not given', [404], [401], /^GET .+ was answered with 401\./],
    ['it leads elsewhere', givesToken, [302], /^GET .+ was answered with 302\./],
    ['tokens are forbidden', [403, fake.sk], givesKey, /^PUT .+token was answered with 403\./],
  ])('when %s', async (_what, token, key, message) => {
    const { provider, requests } = await metadataService({ PUT: [token], GET: [key] });
    const error = await failureOf(provider);
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(message);
    expect(requests.map(({ url }) => url)).not.toContain('/elsewhere');
  });

  it('and no second token is asked for when no agency is bound', async () => {
    const { provider, calls } = await metadataService({
      PUT: [givesToken],
      GET: [[401, noAgency]],
    });
    await failureOf(provider);
    expect(calls).toEqual(['PUT', 'GET']);
  });

  it('when nobody listens', async () => {
    const endpoint = nowhere;
    const error = await failureOf(fromInstanceMetadata({ endpoint }));
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(`No metadata service answers at ${endpoint}/meta-data/latest`);
    expect(error.message).toMatch('ECONNREFUSED');
  });

  it.each<[string, Answer]>([
    ['nothing', () => undefined],
    ['a beginning', (response) => response.writeHead(200).write(`{"credential":"${fake.sk}`)],
  ])('when it answers with %s and then waits', async (_what, answer) => {
    const endpoint = await serve((request, response) => {
      if (request.method === 'PUT') response.end(fake.metadataToken);
      else if (typeof answer === 'function') answer(response);
    });
    const error = await failureOf(fromInstanceMetadata({ endpoint, timeoutMs: 100 }));
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(/securitykey \(no answer in 100 ms\)/);
  });

  it('when it breaks off', async () => {
    const endpoint = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy());
    });
    const error = await failureOf(fromInstanceMetadata({ endpoint, timeoutMs: 2000 }));
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(/token \(aborted\)/);
  });

  it.each(['SSH-2.0-x', `HTTP/1.1 200 OK\r\n\u0001${fake.sk}`, 'HTTP/1.1 200 OK\r\n'])(
    'when it does not speak HTTP: %j',
    async (text) => {
      const endpoint = await serve((request) => request.socket.end(text));
      expect(await failureOf(fromInstanceMetadata({ endpoint }))).toBeInstanceOf(
        CredentialsNotFoundError,
      );
    },
  );
});

describe('it is told what went wrong', () => {
  it.each<[string, Answer, Answer, RegExp]>([
    [
      'the service fails',
      givesToken,
      [500, fake.sk],
      /^GET .+ answered with 500\. Try again later/,
    ],
    ['it is asked too often', givesToken, [429], /^GET .+ answered with 429\. Try again later/],
    ['tokens fail', [500], givesKey, /^PUT .+ answered with 500\. Try again later/],
    ['the token is empty', [200, ' \n'], givesKey, /^PUT .+ with 200, but not with a token/],
    ['the token is no token', [200, `<p>${fake.sk} </p>`], givesKey, /^PUT .+ not with a token/],
    ['the token has no end', [200, 'x'.repeat(4097)], givesKey, /^PUT .+ not with a token/],
    ['the answer is no JSON', givesToken, [200, `{${fake.sk}`], /^GET .+ 200, but not with access/],
    ['it is no object', givesToken, [200, 'null'], /^GET .+ 200, but not with access/],
    ['it has no credential', givesToken, [200, '{"credential":null}'], /^GET .+ not with access/],
    ['the secret is missing', givesToken, without('secret'), /^GET .+ not with access/],
    ['the security token is missing', givesToken, without('securitytoken'), /^GET .+ not with/],
    ['its end is missing', givesToken, without('expires_at'), /^GET .+ not with access/],
    ['its end is no time', givesToken, having({ expires_at: 'soon' }), /^GET .+ not with access/],
    ['a key has a line end', givesToken, having({ secret: `${fake.sk}\n` }), /^GET .+ not with/],
    ['a key is empty', givesToken, having({ access: '' }), /^GET .+ not with access/],
    ['the answer has no end', givesToken, endless, /^GET .+ not with access/],
  ])('%s', async (_what, token, key, message) => {
    const { provider } = await metadataService({ PUT: [token], GET: [key] });
    const error = await failureOf(provider);
    expect(error).not.toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(message);
  });

  function without(name: keyof typeof credential): Answer {
    return having({ [name]: undefined });
  }
  function having(changed: object): Answer {
    return [200, JSON.stringify({ credential: { ...credential, ...changed } })];
  }
  function endless(response: ServerResponse): void {
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(16 * 1024)));
    };
    response.on('drain', more);
    more();
  }
});
