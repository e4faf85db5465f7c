import * as vod from './generated/index.js';
import { doJob } from './job.js';

await doJob((baseURL, project, token) => {
  // Its fetch sends JSON as text/plain when it is not told.
  const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/json' };
  const config = { baseURL, headers };
  return {
    create: (body) => vod.createAssetByFileUpload(project, body, config),
    confirm: (body) => vod.confirmAssetUpload(project, body, config),
    extract: (body) => vod.createExtractAudioTask(project, body, config),
    details: (asset_id) => vod.showAssetDetail(project, { asset_id }, config),
  };
});
