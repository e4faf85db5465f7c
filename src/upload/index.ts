/** "huaweicloud-vod/upload": uploads videos of any size from a file, a Blob, bytes or a stream. */
export { abandonUpload } from './upload-end.js';
export { fileTypeOf } from './file-name.js';
export type { UploadProgress } from './progress.js';
export type { UploadSource } from './source.js';
export { uploadAsset } from './upload-asset.js';
export { type MultipartState, UploadError, type UploadState } from './upload-error.js';
export type { UploadOptions } from './upload-run.js';
