/** "huaweicloud-vod/upload": videos of any size from a file, a Blob, bytes or a stream into VOD. */
export { abandonUpload } from './abandon-upload.js';
export { fileTypeOf } from './file-type.js';
export type { UploadProgress } from './progress.js';
export type { UploadSource } from './source.js';
export { uploadAsset, type UploadOptions } from './upload-asset.js';
export { type MultipartState, UploadError, type UploadState } from './upload-error.js';
