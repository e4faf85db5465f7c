/** "huaweicloud-vod": the typed, signed client of Huawei Cloud VOD's audio extraction. */
export { type Region, regions, type RetryClass } from '../generated/contract.js';
export type {
  AudioExtractCompleteEvent,
  AudioFormat,
  components,
  FileType,
  MetaData,
  paths,
  webhooks,
} from '../generated/schema.js';
export { type Credentials, signingMiddleware, type Token } from './auth/authentication.js';
export { type AccessKey, signRequest, type SignOptions } from './auth/signer.js';
export {
  createVodClient,
  type VodAnswer,
  type VodClient,
  type VodClientOptions,
  type VodData,
  type VodRequest,
} from './client.js';
export {
  isVodApiError,
  VodAnswerError,
  VodApiError,
  VodConnectionError,
  VodError,
} from './errors.js';
export {
  AudioExtraction,
  extractAudio,
  type ExtractAudioOptions,
  type WaitOptions,
} from './extract-audio.js';
export {
  type ExtractedAudio,
  ExtractionFailedError,
  type ExtractionState,
  ExtractionTimeoutError,
} from './extraction-outcome.js';
export { fileTypeOf, uploadAsset, type UploadOptions, type UploadSource } from './upload.js';
