/** The official Node SDK against the local VOD service. */
import { createRequire } from 'node:module';
import { expect, it, onTestFinished } from 'vitest';
import type { OfficialBuilder, OfficialCore } from '../../../scripts/bench/callers.js';
import { startLocalVod } from '../../../src/local/index.js';

const require = createRequire(import.meta.url);
// Its types do not compile under this project's options.
const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core') as OfficialCore;
const { ClientBuilder } =
  require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder') as OfficialBuilder;

it('the official SDK is let in, which signs {} with a GET and sends it', async () => {
  const other = await startLocalVod();
  onTestFinished(() => other.close());
  const { url, projectId, credentials } = other;
  const credential = new BasicCredentials()
    .withAk(credentials.accessKeyId)
    .withSk(credentials.secretAccessKey)
    .withProjectId(projectId);
  const official = new ClientBuilder((client) => client)
    .withEndpoint(url)
    .withCredential(credential)
    .build();
  const answer = await official.sendRequest({
    method: 'GET',
    url: '/v1.0/{project_id}/asset/list',
    contentType: 'application/json',
    queryParams: { page: 0, size: 10 },
    pathParams: { project_id: projectId },
    headers: {},
    data: {},
  });
  expect(answer).toMatchObject({ total: 0, assets: [] });
});
