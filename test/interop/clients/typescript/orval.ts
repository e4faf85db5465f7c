import * as vod from './generated/vod.js';
import { doJob } from './job.js';

await doJob((endpoint, project, token) => {
  // Its functions call the global fetch with a path.
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) =>
    fetch(typeof input === 'string' && input.startsWith('/') ? endpoint + input : input, init);
  const options = { headers: { 'X-Auth-Token': token } };
  /** The answer of a success; an error has another status. */
  const data = <Answer extends { status: number }, Status extends Answer['status']>(
    answer: Answer,
    status: Status,
  ): Extract<Answer, { status: Status }> => {
    if (answer.status !== status) throw new Error(JSON.stringify(answer));
    return answer as Extract<Answer, { status: Status }>; // Its status says so.
  };
  return {
    create: async (body) =>
      data(await vod.createAssetByFileUpload(project, body, options), 200).data,
    confirm: (body) => vod.confirmAssetUpload(project, body, options),
    extract: async (body) =>
      data(await vod.createExtractAudioTask(project, body, options), 202).data,
    details: async (asset_id) =>
      data(await vod.showAssetDetail(project, { asset_id }, options), 200).data,
  };
});
