/** A metadata service on loopback that gives the answers it is told to give. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fromInstanceMetadata } from '../../src/credentials/index.js';
import { fake, serve } from './asking.js';

/** The words by which the service says that no agency is bound. */
export const noAgency = '{"code":"401","msg":"Please configure Cloud Service Agency first"}';

/** What a key looks like. */
export const credential = {
  access: fake.ak,
  secret: fake.sk,
  securitytoken: fake.securityToken,
  expires_at: '2026-11-23T10:25:00.701000Z',
};

/** Status and text, or what to do with the response. */
export type Answer = [status: number, body?: string] | ((response: ServerResponse) => void);
export const givesToken: Answer = [200, fake.metadataToken];
export const givesKey: Answer = [200, JSON.stringify({ credential })];

/** A service that gives the answers one after the other, the last again and again; and what it was asked. */
export async function metadataService({ PUT, GET }: { PUT: Answer[]; GET: Answer[] }) {
  const calls: string[] = [];
  const requests: IncomingMessage[] = [];
  const answers = { PUT: [...PUT], GET: [...GET] };
  const endpoint = await serve((request, response) => {
    const method = request.method === 'PUT' ? 'PUT' : 'GET';
    calls.push(method);
    requests.push(request);
    const [answer = [500] as const, ...rest] = answers[method];
    if (rest.length > 0) answers[method] = rest;
    if (typeof answer === 'function') return answer(response);
    response.writeHead(answer[0], { location: '/elsewhere' }).end(answer[1]);
  });
  return { calls, requests, provider: fromInstanceMetadata({ endpoint, timeoutMs: 20_000 }) };
}
