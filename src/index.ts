/** "huaweicloud-vod": the typed, signed client of Huawei Cloud VOD's audio extraction. */
export { type Region, regions } from '../generated/contract.js';
export type { RetryClass } from '../generated/error-catalogue.js';
export type {
  AudioExtractCompleteEvent,
  AudioFormat,
  components,
  FileType,
  MetaData,
  paths,
  webhooks,
} from '../generated/schema.js';
export type { AccessKey, CredentialProvider, Credentials, Token } from './auth/credentials.js';
export { signRequest, type SignOptions } from './auth/signer.js';
export { signingMiddleware } from './auth/signing-middleware.js';
export {
  createVodClient,
  type VodClient,
  type VodClientOptions,
  type VodPaths,
  type VodResult,
} from './client/client.js';
export type { EndpointOptions } from './client/endpoints.js';
export {
  AmbiguousOutcomeError,
  VodAnswerError,
  VodApiError,
  VodConnectionError,
  VodError,
} from './client/errors.js';
export {
  AudioExtraction,
  extractAudio,
  type ExtractAudioOptions,
  resumeExtractAudio,
  type SavedExtraction,
  type WaitOptions,
} from './extraction/extract-audio.js';
export {
  type DownloadOptions,
  type ExtractedAudio,
  ExtractionFailedError,
  type ExtractionState,
  ExtractionTimeoutError,
} from './extraction/outcome.js';
export type { FetchFunction } from './platform/fetch-function.js';
export { listAll, type ListFilter, type ListRows } from './client/list-all.js';
export type { CallLimits, Logger } from './client/attempts.js';
export { createVodFetch, type VodFetchOptions } from './client/vod-fetch.js';
