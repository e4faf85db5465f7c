import { AssetsApi, AudioExtractionApi, Configuration, UploadApi } from './generated/index.js';
import { doJob } from './job.js';

await doJob((basePath, projectId, apiKey) => {
  const configuration = new Configuration({ basePath, apiKey });
  const [upload, extraction, assets] = [
    new UploadApi(configuration),
    new AudioExtractionApi(configuration),
    new AssetsApi(configuration),
  ];
  return {
    create: async (body) => {
      const createAssetByFileUploadRequest = {
        title: body.title,
        videoName: body.video_name,
        videoType: body.video_type,
      };
      const request = { projectId, createAssetByFileUploadRequest };
      const { assetId, videoUploadUrl } = await upload.createAssetByFileUpload(request);
      return { asset_id: assetId, video_upload_url: videoUploadUrl };
    },
    confirm: ({ asset_id, status }) =>
      upload.confirmAssetUpload({
        projectId,
        confirmAssetUploadRequest: { assetId: asset_id, status },
      }),
    extract: async ({ asset_id, parameter }) => {
      const createExtractAudioTaskRequest = { assetId: asset_id, parameter };
      const request = { projectId, createExtractAudioTaskRequest };
      const { audioAssetId } = await extraction.createExtractAudioTask(request);
      return { audio_asset_id: audioAssetId };
    },
    details: async (assetId) => {
      const { transcodeInfo, baseInfo } = await assets.showAssetDetail({ projectId, assetId });
      return {
        transcode_info: { transcode_status: transcodeInfo?.transcodeStatus },
        base_info: { video_url: baseInfo?.videoUrl },
      };
    },
  };
});
