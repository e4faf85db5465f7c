import { client } from './generated/client.gen.js';
import * as vod from './generated/sdk.gen.js';
import { doJob } from './job.js';

await doJob((baseUrl, project_id, token) => {
  client.setConfig({ baseUrl, auth: token, throwOnError: true });
  const path = { project_id };
  const throwing = { path, throwOnError: true } as const;
  return {
    create: async (body) => (await vod.createAssetByFileUpload({ ...throwing, body })).data,
    confirm: (body) => vod.confirmAssetUpload({ ...throwing, body }),
    extract: async (body) => (await vod.createExtractAudioTask({ ...throwing, body })).data,
    details: async (asset_id) =>
      (await vod.showAssetDetail({ ...throwing, query: { asset_id } })).data,
  };
});
