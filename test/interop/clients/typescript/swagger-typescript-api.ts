import { Api } from './generated/vod.js';
import { doJob } from './job.js';

await doJob((baseUrl, project, token) => {
  const baseApiParams = { headers: { 'X-Auth-Token': token } };
  const { v10 } = new Api({ baseUrl, baseApiParams });
  return {
    create: async (body) => (await v10.createAssetByFileUpload(project, body)).data,
    confirm: (body) => v10.confirmAssetUpload(project, body),
    extract: async (body) => (await v10.createExtractAudioTask(project, body)).data,
    details: async (asset_id) => (await v10.showAssetDetail(project, { asset_id })).data,
  };
});
