/** What a call and a signature cost their process, beside other ways to make them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { createRequire } from 'node:module';
import type * as Package from '../../src/index.js';
import { type Comparison, compare, type Figures } from './rounds.js';

/** What each caller and signer is called in the tables. */
export const callerNames = {
  client: 'read: this client',
  clientOnFetch: 'read: this client on fetch',
  official: 'read: official SDK',
  fetch: 'read: bare fetch',
  nodeHttp: 'read: bare node:http',
  clientCreate: 'create: this client, each on a connection of its own',
  officialCreate: 'create: official SDK, on kept connections',
} as const;
export const signerNames = {
  own: 'signRequest(new Request(…))',
  official: 'official AKSKSigner, which takes headers',
} as const;

/** What a call is made with. It is fake, and the server that answers does not check it. */
export const accessKey = {
  accessKeyId: 'FAKEAK0000000000TEST',
  secretAccessKey: 'fakeSecretKey0123456789',
};
export const projectId = '0123456789abcdef0123456789abcdef';
export const assetId = '3e1cd21131a94525be55acf65888bf46';
const readPath = '/v1.0/{project_id}/asset/details';
const createPath = '/v1.0/{project_id}/asset/extract_audio';
const task = { asset_id: assetId, parameter: { format: 'MP3' as const } };
const require = createRequire(import.meta.url);

/** The parts of the official SDK that are used. Its own types do not compile under this project's options. */
export interface OfficialCore {
  BasicCredentials: new () => {
    withAk(ak: string): InstanceType<OfficialCore['BasicCredentials']>;
    withSk(sk: string): InstanceType<OfficialCore['BasicCredentials']>;
    withProjectId(id: string): InstanceType<OfficialCore['BasicCredentials']>;
  };
}
interface OfficialClient {
  sendRequest(options: object): Promise<{ asset_id?: string }>;
}
export interface OfficialBuilder {
  ClientBuilder: new (init: (client: OfficialClient) => OfficialClient) => {
    withEndpoint(endpoint: string): InstanceType<OfficialBuilder['ClientBuilder']>;
    withCredential(credential: object): InstanceType<OfficialBuilder['ClientBuilder']>;
    build(): OfficialClient;
  };
}
interface OfficialSigner {
  AKSKSigner: { sign(request: object, credential: object): { Authorization?: string } };
}

type Work = () => Promise<string | null | undefined> | string | undefined;

/** Compares calls with 50 in flight, by `cpuUs` per call. */
export async function compareCalls(vod: typeof Package, rounds: number): Promise<Comparison> {
  const server = fork(new URL('./answering-server.ts', import.meta.url));
  try {
    const [port] = (await once(server, 'message')) as [number]; // It sends nothing else.
    const callers = await callersOf(`http://127.0.0.1:${port}`, vod);
    const contenders = Object.entries(callers).map(([name, call]) => ({
      name,
      measure: () => costOf(call, assetId, 1000, 50),
    }));
    return await compare(contenders, rounds);
  } finally {
    server.kill();
  }
}

/** Compares signers by `cpuUs` per signature. */
export function compareSigners(
  { signRequest }: typeof Package,
  rounds: number,
): Promise<Comparison> {
  const { AKSKSigner } =
    require('@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner') as OfficialSigner;
  const endpoint = `https://vod.cn-north-4.myhuaweicloud.com${createPath.replace('{project_id}', projectId)}`;
  const headers = { 'x-project-id': projectId, 'content-type': 'application/json' };
  const credential = { getAk: () => accessKey.accessKeyId, getSk: () => accessKey.secretAccessKey };
  const signers: Record<keyof typeof signerNames, Work> = {
    own: async () => {
      const init = { method: 'POST', headers, body: JSON.stringify(task) };
      const { headers: signed } = await signRequest(new Request(endpoint, init), accessKey);
      return signed.get('authorization')?.slice(0, 15);
    },
    official: () => {
      const request = { endpoint, method: 'POST', queryParams: {}, data: task };
      const signed = AKSKSigner.sign({ ...request, headers: { ...headers } }, credential);
      return signed.Authorization?.slice(0, 15);
    },
  };
  const contenders = Object.entries(signers).map(([name, sign]) => ({
    name,
    // So few that other work of the machine seldom falls into a round.
    measure: () => costOf(sign, 'SDK-HMAC-SHA256', 200, 1),
  }));
  return compare(contenders, rounds, 20);
}

/** @throws Error when the work has another result. */
async function costOf(
  work: Work,
  result: string,
  count: number,
  inFlight: number,
): Promise<Figures> {
  let left = count;
  const workOn = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const found = await work();
      if (found !== result) throw new Error(`The result is ${String(found)}, not ${result}.`);
    }
  };
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, workOn));
  const { user, system } = process.cpuUsage(cpu);
  return { cpuUs: (user + system) / count };
}

/** The callers. The bare ones send what the client sends, signed beforehand. */
async function callersOf(
  endpoint: string,
  { createVodClient, signRequest }: typeof Package,
): Promise<Record<keyof typeof callerNames, Work>> {
  const url = `${endpoint}${readPath.replace('{project_id}', projectId)}?asset_id=${assetId}`;
  const request = new Request(url, { headers: { 'x-project-id': projectId } });
  const headers = Object.fromEntries((await signRequest(request, accessKey)).headers);
  const agent = new http.Agent({ keepAlive: true });
  const idIn = (answer: string): string => (JSON.parse(answer) as typeof task).asset_id;

  const options = { endpoint, projectId, credentials: accessKey };
  const vod = createVodClient(options);
  const onFetch = createVodClient({ ...options, fetch: globalThis.fetch });
  const params = { query: { asset_id: assetId } };

  const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core') as OfficialCore;
  const { ClientBuilder } =
    require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder') as OfficialBuilder;
  const credential = new BasicCredentials()
    .withAk(accessKey.accessKeyId)
    .withSk(accessKey.secretAccessKey)
    .withProjectId(projectId);
  const builder = new ClientBuilder((client) => client).withEndpoint(endpoint);
  const sdk = builder.withCredential(credential).build();
  // As the official VOD package calls it.
  const shared = { contentType: 'application/json', pathParams: { project_id: projectId } };
  const read = { method: 'GET', url: readPath, queryParams: params.query, headers: {}, data: {} };
  const type = { 'Content-Type': 'application/json;charset=UTF-8' };
  const create = { method: 'POST', url: createPath, queryParams: {}, headers: type, data: task };

  return {
    client: async () => (await vod.GET(readPath, { params })).data.asset_id,
    clientOnFetch: async () => (await onFetch.GET(readPath, { params })).data.asset_id,
    official: async () => (await sdk.sendRequest({ ...shared, ...read })).asset_id,
    fetch: async () => idIn(await (await fetch(url, { headers })).text()),
    nodeHttp: () =>
      new Promise((resolve, reject) => {
        const sent = http.get(url, { agent, headers }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.once('end', () => resolve(idIn(text)));
        });
        sent.once('error', reject);
      }),
    clientCreate: async () => (await vod.POST(createPath, { body: task })).data.asset_id,
    officialCreate: async () => (await sdk.sendRequest({ ...shared, ...create })).asset_id,
  };
}
