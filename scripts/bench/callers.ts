/** The ways to make one createExtractAudioTask that are compared. */
import http from 'node:http';
import { createRequire } from 'node:module';
import type * as Package from '../../src/index.js';

/** The names of the contenders, as the tables show them. */
export const callerNames = {
  bareHttp: 'bare node:http',
  bareFetch: 'bare fetch',
  stoppableFetch: 'bare fetch with a signal',
  client: 'this client',
  clientOnFetch: 'this client on fetch',
  official: 'official SDK',
} as const;

/** Makes one call; resolves to the `audio_asset_id` of its answer. */
export type Caller = () => Promise<string | undefined>;

/** What a call is made with; fake, as nobody checks it here. */
export const accessKey = {
  accessKeyId: 'FAKEAK0000000000TEST',
  secretAccessKey: 'fakeSecretKey0123456789',
};
export const projectId = '0123456789abcdef0123456789abcdef';
export const path = `/v1.0/${projectId}/asset/extract_audio`;
export const content = {
  asset_id: '3e1cd21131a94525be55acf65888bf46',
  parameter: { format: 'MP3' as const },
};

interface Task {
  audio_asset_id?: string;
}

/** The official client, of which only this is used. */
export interface OfficialCore {
  BasicCredentials: new () => {
    withAk(ak: string): InstanceType<OfficialCore['BasicCredentials']>;
    withSk(sk: string): InstanceType<OfficialCore['BasicCredentials']>;
    withProjectId(id: string): InstanceType<OfficialCore['BasicCredentials']>;
  };
}
/** It sends requests as its VOD package has it do. */
interface OfficialClient {
  sendRequest(options: object): Promise<Task>;
}
/** What builds it. */
export interface OfficialBuilder {
  ClientBuilder: new (init: (client: OfficialClient) => OfficialClient) => {
    withEndpoint(endpoint: string): InstanceType<OfficialBuilder['ClientBuilder']>;
    withCredential(credential: object): InstanceType<OfficialBuilder['ClientBuilder']>;
    build(): OfficialClient;
  };
}

/**
 * The contenders, by `callerNames`. The bare ones send what this client sends, signed beforehand: all that they
 * leave out is the client's work. The signal is what it takes to have any time limit over fetch.
 *
 * @param base the URL of the answering server, without a slash at its end.
 */
export async function callers(
  base: string,
  { createVodClient }: typeof Package,
): Promise<Record<keyof typeof callerNames, Caller>> {
  const options = { endpoint: base, projectId, credentials: accessKey };
  const template = '/v1.0/{project_id}/asset/extract_audio';

  // What it sends, headers and body, taken from a call that it makes.
  const sent: RequestInit[] = [];
  const observed = createVodClient({
    ...options,
    fetch: (url, init) => {
      sent.push(init);
      return fetch(url, init);
    },
  });
  await observed.POST(template, { body: content });
  const method = 'POST';
  const headers = Object.fromEntries(new Headers(sent[0]?.headers));
  const body = JSON.stringify(content);
  if (sent[0]?.body !== body)
    throw new Error('The client sends another body than the bare callers.');

  // The agent as the client has it.
  const agent = new http.Agent({ keepAlive: true, timeout: 4000, scheduling: 'lifo' });
  const { hostname, port } = new URL(base);
  const bareHttp: Caller = () =>
    new Promise((resolve, reject) => {
      http
        .request({ agent, hostname, port, path, method, headers }, (response) => {
          let text = '';
          response
            .setEncoding('utf8')
            .on('data', (chunk: string) => (text += chunk))
            .once('end', () => resolve((JSON.parse(text) as Task).audio_asset_id));
        })
        .once('error', reject)
        .end(body);
    });
  const fetchWith = async (more: RequestInit) => {
    const response = await fetch(base + path, { method, headers, body, ...more });
    return ((await response.json()) as Task).audio_asset_id;
  };

  const vod = createVodClient(options);
  const onFetch = createVodClient({ ...options, fetch: (url, init) => fetch(url, init) });

  const require = createRequire(import.meta.url);
  // Its types do not compile under this project's options.
  const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core') as OfficialCore;
  const { ClientBuilder } =
    require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder') as OfficialBuilder;
  const official = new ClientBuilder((client) => client)
    .withEndpoint(base)
    .withCredential(
      new BasicCredentials()
        .withAk(accessKey.accessKeyId)
        .withSk(accessKey.secretAccessKey)
        .withProjectId(projectId),
    )
    .build();

  return {
    bareHttp,
    bareFetch: () => fetchWith({}),
    stoppableFetch: () => fetchWith({ signal: new AbortController().signal }),
    client: async () => (await vod.POST(template, { body: content })).data.audio_asset_id,
    clientOnFetch: async () =>
      (await onFetch.POST(template, { body: content })).data.audio_asset_id,
    official: async () => {
      // As the official VOD package calls it.
      const answer = await official.sendRequest({
        method,
        url: template,
        contentType: 'application/json',
        queryParams: {},
        pathParams: { project_id: projectId },
        headers: { 'Content-Type': 'application/json;charset=UTF-8' },
        data: content,
      });
      return answer.audio_asset_id;
    },
  };
}
