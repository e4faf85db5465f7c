/** A metadata service with given answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fromInstanceMetadata } from '../../src/credentials/index.js';
import { serve } from '../platform/server.js';
import { fake } from './provider-calls.js';

/** The answer of an instance without an agency. */
export const noAgency = '{"code":"401","msg":"Please configure Cloud Service Agency first"}';

/** A key, as the service writes it. */
export const credential = {
  access: fake.ak,
  secret: fake.sk,
  securitytoken: fake.securityToken,
  expires_at: '2026-11-23T10:25:00.701000Z',
};

/** A status and a text, or a function that answers. */
export type Answer = [status: number, body?: string] | ((response: ServerResponse) => void);
export const token: Answer = [200, fake.metadataToken];
export const key: Answer = [200, JSON.stringify({ credential })];

/** A service with these answers, the last of which is repeated; its provider, and the requests that it got. */
export async function metadataService(
  answers: { PUT: Answer[]; GET: Answer[] },
  { timeoutMs = 20_000 } = {},
) {
  const calls: string[] = [];
  const requests: IncomingMessage[] = [];
  const rest = { PUT: [...answers.PUT], GET: [...answers.GET] };
  const endpoint = await serve((request, response) => {
    const method = request.method === 'PUT' ? 'PUT' : 'GET';
    calls.push(method);
    requests.push(request);
    const [answer = [500] as const, ...later] = rest[method];
    if (later.length > 0) rest[method] = later;
    if (typeof answer === 'function') return answer(response);
    response.writeHead(answer[0], { location: '/elsewhere' }).end(answer[1]);
  });
  return { calls, requests, provider: fromInstanceMetadata({ endpoint, timeoutMs }) };
}
