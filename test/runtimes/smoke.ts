/** The smoke suite that runs in every runtime: portable code, given the package and the service to call. */
import {
  assetId,
  create,
  equal,
  errorOf,
  type Facts,
  type Given,
  nameOf,
  type Package,
  read,
  type Report,
  type Stage,
  textOf,
} from './stage.js';

const topicUrn = 'urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events';
const event = {
  event_type: 'audioExtractComplete',
  audio_extract_info: {
    status: 'SUCCEED',
    asset_id: assetId,
    url: 'https://cdn.example.com/a.mp3',
  },
} as const;

const checks: Record<string, (stage: Stage) => Promise<void>> = {
  'signs the published vectors': async ({ client, given }) => {
    for (const vector of given.vectors) {
      const { method, url, headers, body } = vector;
      // Bytes, because a text would get a content type that the vector does not have.
      const content = body === null ? null : new TextEncoder().encode(body);
      const signed = await client.signRequest(
        new Request(url, { method, headers, body: content }),
        vector,
        { signedHeaders: vector.signedHeaders.split(';') },
      );
      equal(signed.headers.get('authorization'), vector.authorization, vector.name);
      equal(await signed.text(), body ?? '', vector.name);
    }
  },
  'creates an extraction': async ({ vodOf }) => {
    const { data, requestId, response } = await create(vodOf('works'));
    equal(data, { asset_id: assetId, audio_asset_id: 'made-at-try-1' });
    equal(requestId, 'request-1');
    equal([response.status, response.headers.get('x-request-id')], [202, 'request-1']);
  },
  'signs a query of all kinds of characters': async ({ vodOf }) => {
    const { data } = await vodOf('works').GET('/v1.0/{project_id}/asset/list', {
      params: { query: { asset_id: ['b', 'a'], query_string: "ä b+c&d=e/~*'()!%41 😀", tags: '' } },
    });
    equal(data, { total: 0, assets: [] });
  },
  'retries a throttled create': async ({ vodOf }) => {
    const { data } = await create(vodOf('throttles-once'));
    equal(data.audio_asset_id, 'made-at-try-2');
  },
  'retries a read without a server': async ({ client, vodOf, given }) => {
    const vod = vodOf('', { endpoint: given.nowhere, maxRetries: 1 });
    const error = await errorOf(read(vod));
    equal(
      [nameOf(error), error instanceof client.VodError && error.attempts],
      ['VodConnectionError', 2],
    );
  },
  'does not retry a create that failed within the service': async ({ client, vodOf }) => {
    const error = await errorOf(create(vodOf('breaks')));
    const facts = error instanceof client.AmbiguousOutcomeError && [
      error.attempts,
      error.requestId,
    ];
    equal([nameOf(error), facts], ['AmbiguousOutcomeError', [1, 'request-1']]);
  },
  'says what to do about a refused token': async ({ client, vodOf }) => {
    const error = await errorOf(create(vodOf('refuses', { credentials: { token: 'FAKETOKEN' } })));
    if (!(error instanceof client.VodApiError)) throw error;
    equal([error.status, error.code, error.retry], [401, 'APIGW.0301', 'never']);
    equal(error.hint?.startsWith('Token expired or not readable: get a new one'), true);
  },
  'does not follow a redirect': async ({ client, vodOf }) => {
    const error = await errorOf(create(vodOf('redirects')));
    if (!(error instanceof client.VodApiError)) throw error;
    equal([error.retry, error.hint], ['never', 'Redirects are not followed: check the endpoint.']);
  },
  'ends a call by its signal': async ({ vodOf }) => {
    const stop = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => stop.abort(reason), 20);
    equal((await errorOf(read(vodOf('hangs'), stop.signal))) === reason, true);
  },
  'ends a call after timeoutMs': async ({ client, vodOf }) => {
    const error = await errorOf(create(vodOf('hangs', { timeoutMs: 50 })));
    const cause = error instanceof client.AmbiguousOutcomeError && nameOf(error.cause);
    equal([nameOf(error), cause], ['AmbiguousOutcomeError', 'VodConnectionError']);
  },
  'looks up the project': async ({ client, given, url }) => {
    const vod = client.createVodClient({
      region: 'cn-north-4',
      endpoint: `${url}/works`,
      iamEndpoint: `${url}/works`,
      credentials: given.accessKey,
    });
    equal((await create(vod)).response.status, 202);
  },
  'calls the endpoint of a region by a given fetch': async ({ client, given }) => {
    const asked: string[] = [];
    const fetch = ({ url }: Request) => {
      asked.push(url);
      return Promise.resolve(Response.json({ asset_id: assetId, audio_asset_id: 'made' }));
    };
    const { projectId, accessKey: credentials } = given;
    await create(client.createVodClient({ region: 'cn-north-4', projectId, credentials, fetch }));
    const host = 'https://vod.cn-north-4.myhuaweicloud.com';
    equal(asked, [`${host}/v1.0/${projectId}/asset/extract_audio`]);
  },
  'reads an access key from variables': async ({ credentials, given, vodOf }) => {
    const provider = credentials.fromEnvironment({
      HUAWEICLOUD_SDK_AK: given.accessKey.accessKeyId,
      HUAWEICLOUD_SDK_SK: given.accessKey.secretAccessKey,
    });
    equal((await create(vodOf('works', { credentials: provider }))).response.status, 202);
  },
  'skips a missing profile file': async ({ credentials }) => {
    const chain = credentials.fromChain(credentials.fromProfile(), () => ({ token: 'FAKETOKEN' }));
    equal(await chain({ signal: new AbortController().signal }), { token: 'FAKETOKEN' });
  },
  'verifies a webhook of MFS': async ({ webhooks, given }) => {
    const draft = { key: given.callbackKey, message: event };
    const signed = () => webhooks.signedMfsRequest('https://e.example.com/', draft);
    equal(await webhooks.verifyMfsRequest(await signed(), { key: given.callbackKey }), event);
    const error = await errorOf(webhooks.verifyMfsRequest(await signed(), { key: 'another key' }));
    equal(reasonOf(webhooks, error), 'invalid-signature');
  },
  'verifies a webhook of SMN, or says what the runtime lacks': async (stage) => {
    const { webhooks, given, facts } = stage;
    const { certificate, privateKey } = given.smn;
    const options = { topicUrns: [topicUrn], certificates: [certificate] };
    const draft = { privateKey, topic_urn: topicUrn, message: event };
    const verify = async (certificates: string[]) =>
      webhooks.verifySmnRequest(await webhooks.signedSmnRequest('https://e.example.com/', draft), {
        ...options,
        certificates,
      });
    // Without options: the certificate of SMN alone.
    const error = await errorOf(verify([]));
    if (error instanceof webhooks.CertificateError) {
      equal(/ no node:crypto.* nodejs_compat/.test(error.message), true, error.message);
      facts.smn = 'refused';
      return;
    }
    equal(reasonOf(webhooks, error), 'invalid-signature');
    const message = await verify(options.certificates);
    equal(message.type === 'Notification' && message.event, event);
    facts.smn = 'verified';
  },
  'receives a webhook': async ({ webhooks, given }) => {
    const received: unknown[] = [];
    const mfs = { key: given.callbackKey };
    const onEvent = (each: unknown) => received.push(each);
    const receiver = webhooks.createWebhookReceiver({ mfs, onEvent });
    const draft = { key: given.callbackKey, message: event };
    const answer = await receiver(await webhooks.signedMfsRequest('https://e.example.com/', draft));
    equal([answer.ok, received], [true, [event]]);
    const forged = { ...draft, key: 'another key' };
    const request = await webhooks.signedMfsRequest('https://e.example.com/', forged);
    equal([(await receiver(request)).ok, received.length], [false, 1]);
  },
  'finds in what the runtime differs': async (stage) => {
    Object.assign(stage.facts, await differencesOf(stage));
  },
};

/** The names of the checks, in order: every runtime has to report all of them. */
export const checkNames: readonly string[] = Object.keys(checks);

/**
 * Runs all checks, one after the other; it never rejects for one that fails.
 *
 * @param url the service of service.ts.
 */
export async function smoke(tested: Package, url: string): Promise<Report> {
  const response = await fetch(`${url}/given`);
  const given = (await response.json()) as Given; // The service is ours.
  const { accessKey: credentials, projectId } = given;
  const vodOf: Stage['vodOf'] = (behaviour, options) =>
    tested.client.createVodClient({
      endpoint: `${url}/${behaviour}`,
      projectId,
      credentials,
      ...options,
    });
  const stage: Stage = { ...tested, given, facts: {}, url, vodOf };
  const report: Report['checks'] = [];
  for (const [name, check] of Object.entries(checks)) {
    const error = await check(stage).then(() => undefined, textOf);
    report.push(error === undefined ? { name } : { name, error });
  }
  return { checks: report, facts: stage.facts };
}

/** In what this runtime differs from others. */
async function differencesOf({ vodOf, given, url }: Stage): Promise<Omit<Facts, 'smn'>> {
  const { fetch } = globalThis;
  const used = { fetch: false };
  globalThis.fetch = (...args) => {
    used.fetch = true;
    return fetch(...args);
  };
  await create(vodOf('works')).finally(() => {
    globalThis.fetch = fetch;
  });
  const refused = await errorOf(create(vodOf('', { endpoint: given.nowhere, maxRetries: 0 })));
  const broken = await errorOf(create(vodOf('breaks-off'))); // On a connection that is open.
  equal(nameOf(broken), 'AmbiguousOutcomeError');
  const arrived: unknown = await (await fetch(`${url}/tries/breaks-off`)).json();
  return {
    http: used.fetch ? 'fetch' : 'node:http',
    refusedCreate: nameOf(refused) === 'VodConnectionError' ? 'known' : 'unknown',
    brokenCreate: arrived === 1 ? 'once' : 'twice',
  };
}

function reasonOf({ WebhookError }: Package['webhooks'], error: unknown): unknown {
  return error instanceof WebhookError ? error.reason : error;
}
