/** Where a client calls, and for which project. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createVodClient, type VodClientOptions } from '../../src/index.js';
import { fakeSecrets, refuseSecrets } from './canary.js';
import {
  accept,
  answer,
  type FaultyVod,
  settled,
  startFaultyVod,
  type Step,
} from './faulty-vod.js';
import {
  accessKey,
  clientOf,
  errorOf,
  extract,
  observedClient,
  type Options,
  outcomeOf,
  read,
  token,
} from './watched-client.js';

const found = { id: 'project-of-the-region', name: 'cn-north-4' };
const region = 'cn-north-4';

afterEach(() => void vi.unstubAllEnvs());

/** A server that is VOD, and IAM with these answers in turn. */
async function startBoth(...iam: Step[]) {
  const asked: string[] = [];
  const step: Step = (exchange) => {
    if (!exchange.request.path.startsWith('/v3/')) return accept(exchange);
    const turn = iam[Math.min(asked.push(exchange.request.path), iam.length) - 1];
    return turn?.(exchange);
  };
  const vod = await startFaultyVod(Array.from({ length: 100 }, () => step));
  return { vod, asked };
}
const projects = (...list: object[]) => answer(200, { projects: list });

/** A client that looks its project up. */
function searching(vod: FaultyVod, options: Options = {}) {
  return clientOf(vod, { projectId: undefined, region, iamEndpoint: vod.url, ...options });
}

describe('a project that is not given', () => {
  it('is looked up by the name of the region, once for all calls', async () => {
    const { vod, asked } = await startBoth(async (exchange) => {
      await settled();
      await projects(found)(exchange);
    });
    const client = searching(vod);
    await Promise.all(Array.from({ length: 10 }, () => read(client)));
    await extract(client);
    expect(asked).toEqual(['/v3/projects?name=cn-north-4']);
    const [look, ...calls] = vod.requests;
    expect(look?.headers['authorization']).toMatch(/^SDK-HMAC-SHA256/);
    expect(look?.headers).not.toHaveProperty('x-project-id');
    expect(calls).toHaveLength(11);
    for (const { path, headers } of calls) {
      expect(path).toMatch(/^\/v1\.0\/project-of-the-region\/asset\//);
      expect(headers).toMatchObject({ 'x-project-id': found.id });
    }
  });

  it("is looked up at the region's IAM, also with signal: null", async () => {
    const { vod, requests } = observedClient(
      ({ url }) => (url.includes('/v3/') ? { projects: [found] } : { total: 0, assets: [] }),
      { projectId: undefined, endpoint: undefined, region: 'ap-southeast-3' },
    );
    await vod.GET('/v1.0/{project_id}/asset/list', { signal: null });
    expect(requests.map(({ url }) => url)).toEqual([
      'https://iam.ap-southeast-3.myhuaweicloud.com/v3/projects?name=ap-southeast-3',
      `https://vod.ap-southeast-3.myhuaweicloud.com/v1.0/${found.id}/asset/list`,
    ]);
  });

  it.each<[string, Step, RegExp]>([
    ['no project', projects(), /found no project called cn-north-4: give projectId/],
    ['no list', answer(200, {}), /found no project called cn-north-4/],
    [
      'two projects',
      projects(found, { id: 'other' }),
      /more than one.*\(project-of-the-region, other\)/,
    ],
  ])('fails the call when the look-up finds %s', async (_what, step, message) => {
    const { vod } = await startBoth(step);
    const error = await errorOf(extract(searching(vod)));
    expect(error).toMatchObject({
      name: 'VodAnswerError',
      operation: 'GET /v3/projects',
      message: expect.stringMatching(message),
      requestId: 'fake-request-id',
    });
    expect(vod.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is looked up with retries, and again by the next call after a failure', async () => {
    const refusal = answer(403, { error: { code: 403, message: 'No permission.' } });
    const { vod, asked } = await startBoth(answer(503), refusal, projects(found));
    const client = searching(vod);
    const errors = await Promise.all([errorOf(read(client)), errorOf(read(client))]);
    const expected = { code: 'IAM.403', operation: 'GET /v3/projects', attempts: 2 };
    expect(errors).toMatchObject([expected, expected]);
    expect(asked).toHaveLength(2);
    await read(client);
    expect(asked).toHaveLength(3);
  });

  it('is still found for one call when another is aborted', async () => {
    let go: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (go = resolve));
    const { vod } = await startBoth(async (exchange) => {
      await gone;
      await projects(found)(exchange);
    });
    const client = searching(vod);
    const stop = new AbortController();
    const first = errorOf(read(client, { signal: stop.signal }));
    const second = outcomeOf(read(client));
    while (vod.requests.length === 0) await settled();
    stop.abort(new Error('changed my mind'));
    expect(await first).toBe(stop.signal.reason);
    go();
    expect((await second).error).toBeUndefined();
  });

  it('cannot be looked up without a region, or beside an endpoint that says nothing of IAM', async () => {
    const { vod } = await startBoth(projects(found));
    for (const options of [{ iamEndpoint: vod.url }, { region } as const]) {
      const client = clientOf(vod, { projectId: undefined, ...options });
      const error = await errorOf(read(client));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^Which project\?/);
    }
    expect(vod.requests).toEqual([]);
  });
});

describe('a project that is given', () => {
  const own = { ...accessKey, projectId: 'of-the-credentials' };
  it.each<[string, Options, string]>([
    ['by the credentials', { credentials: own }, 'of-the-credentials'],
    ['by a provider', { credentials: () => ({ token, projectId: 'of-a-token' }) }, 'of-a-token'],
  ])('is not looked up when it is given %s', async (_what, options, id) => {
    const { vod, asked } = await startBoth(projects(found));
    await read(searching(vod, options));
    expect(vod.requests[0]?.path).toMatch(`/v1.0/${id}/`);
    expect(asked).toEqual([]);
  });

  it('wins over that of the credentials, and that of the call over both', async () => {
    const { vod, asked } = await startBoth(projects(found));
    const client = clientOf(vod, { credentials: own, projectId: 'of-the-client' });
    await read(client);
    await client.GET('/v1.0/{project_id}/asset/list', {
      params: { path: { project_id: 'of the call' } },
    });
    expect(vod.requests.map(({ path }) => path.split('/')[2])).toEqual([
      'of-the-client',
      'of%20the%20call',
    ]);
    expect(vod.requests[1]?.headers['x-project-id']).toBe('of%20the%20call');
    expect(asked).toEqual([]);
  });
});

describe('the environment', () => {
  it('says where VOD and IAM are', async () => {
    const { vod, asked } = await startBoth(projects(found));
    vi.stubEnv('HUAWEICLOUD_SDK_REGION_VOD_CN_NORTH_4', `${vod.url}/vod/`);
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', vod.url);
    await read(clientOf(vod, { projectId: undefined, endpoint: undefined, region }));
    expect(asked).toHaveLength(1);
    expect(vod.requests[1]?.path).toMatch(/^\/vod\/v1\.0\/project-of-the-region\//);
    await read(clientOf(vod, { endpoint: undefined, region: 'cn-north-4' }));
    expect(vod.requests[2]?.path).toMatch(/^\/vod\/v1\.0\//);
  });

  it('is overruled by the options', async () => {
    const { vod, asked } = await startBoth(projects(found));
    vi.stubEnv('HUAWEICLOUD_SDK_REGION_VOD_CN_NORTH_4', 'http://unused.example.com');
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', 'http://unused.example.com');
    await read(searching(vod));
    expect(asked).toHaveLength(1);
    expect(vod.requests).toHaveLength(2);
  });
});

describe('the endpoint', () => {
  it.each([
    ['https://vod.example.com', 'https://vod.example.com/v1.0/'],
    ['https://vod.example.com:8443/', 'https://vod.example.com:8443/v1.0/'],
    ['http://127.0.0.1:9/prefix/', 'http://127.0.0.1:9/prefix/v1.0/'],
  ])('may be %s', async (endpoint, start) => {
    const { vod, requests } = observedClient(undefined, { endpoint });
    await extract(vod);
    expect(requests[0]?.url).toContain(start);
  });

  it.each([
    ['neither region nor endpoint', { projectId: 'p' }, /region/],
    ['an unknown region', { region: 'mars', projectId: 'p' }, /mars/],
    ['an empty project id', { region, projectId: '' }, /projectId/],
  ])('is not guessed: a client with %s is refused', (_what, options, message) => {
    // Not every caller has the types.
    const make = () => createVodClient({ credentials: accessKey, ...options } as VodClientOptions);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
  });

  const secret = encodeURIComponent(fakeSecrets.password);
  it.each([
    ['a user', `https://user:${secret}@vod.example.com`],
    ['a password alone', `https://:${secret}@vod.example.com`],
    ['a query', `https://vod.example.com/?key=${secret}`],
    ['a fragment', `https://vod.example.com/#${secret}`],
    ['another protocol', `ftp://vod.example.com/${secret}`],
    ['no protocol', `user:${secret}@vod.example.com`],
    ['nonsense', `https://${secret} @`],
  ])('is refused without being shown when it has %s', async (_what, bad) => {
    const refusal = async (name: string, make: () => unknown) => {
      const { message } = await errorOf(Promise.resolve().then(make));
      expect(refuseSecrets(message)).toBe(
        `${name} is no base URL: write it as https://host[:port][/path], without user, query and fragment.`,
      );
    };
    await refusal('endpoint', () => clientOf(bad));
    const vod = await startFaultyVod();
    const searcher = { projectId: undefined, region } as const;
    await refusal('iamEndpoint', () => read(clientOf(vod, { ...searcher, iamEndpoint: bad })));
    const variable = 'HUAWEICLOUD_SDK_REGION_VOD_CN_NORTH_4';
    vi.stubEnv(variable, bad);
    await refusal(variable, () => clientOf(vod, { endpoint: undefined, region }));
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', bad);
    await refusal('HUAWEICLOUD_SDK_IAM_ENDPOINT', () => read(clientOf(vod, searcher)));
    expect(vod.connections).toBe(0);
  });
});
