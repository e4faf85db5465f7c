// Made from openapi/ by `npm run generate`: do not edit.
import type { FileType } from './schema.js';

/** What the client has to know of an operation at run time. */
export interface OperationFacts {
  /** The HTTP method, in upper case. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path template, as it stands in the contract. */
  readonly path: string;
  /** The status that means success. */
  readonly success: number;
  /** Whether a call may be repeated although an earlier one may have been carried out. */
  readonly safeToRepeat: boolean;
  /** The IAM action that the caller needs: 'none' where none is needed, null where no source settles it. */
  readonly permission: string | null;
  /** How many calls a tenant may make in a minute; null where no source has a figure. */
  readonly callsPerMinute: number | null;
}

/** The operations of the contract, by operation id. */
export const operations = {
  createAssetByFileUpload: {
    method: 'POST',
    path: '/v1.0/{project_id}/asset',
    success: 200,
    safeToRepeat: false,
    permission: 'vod:asset:upload',
    callsPerMinute: 1500,
  },
  deleteAssets: {
    method: 'DELETE',
    path: '/v1.0/{project_id}/asset',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:delete',
    callsPerMinute: 100,
  },
  confirmAssetUpload: {
    method: 'POST',
    path: '/v1.0/{project_id}/asset/status/uploaded',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:upload',
    callsPerMinute: 1500,
  },
  createExtractAudioTask: {
    method: 'POST',
    path: '/v1.0/{project_id}/asset/extract_audio',
    success: 202,
    safeToRepeat: false,
    permission: 'vod:asset:createExtractAudioTask',
    callsPerMinute: 100,
  },
  cancelExtractAudioTask: {
    method: 'DELETE',
    path: '/v1.0/{project_id}/asset/extract_audio',
    success: 204,
    safeToRepeat: true,
    permission: 'vod:asset:stopExtractAudioTask',
    callsPerMinute: 100,
  },
  showAssetDetail: {
    method: 'GET',
    path: '/v1.0/{project_id}/asset/details',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:getDetails',
    callsPerMinute: 1500,
  },
  showAssetTempAuthority: {
    method: 'GET',
    path: '/v1.1/{project_id}/asset/authority',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:upload',
    callsPerMinute: 1500,
  },
  uploadMetaDataByUrl: {
    method: 'POST',
    path: '/v1.0/{project_id}/asset/upload_by_url',
    success: 200,
    safeToRepeat: false,
    permission: 'vod:asset:createUploadTaskByUrl',
    callsPerMinute: 100,
  },
  publishAssetFromObs: {
    method: 'POST',
    path: '/v1.0/{project_id}/asset/reproduction',
    success: 200,
    safeToRepeat: false,
    permission: 'vod:asset:publishFromObs',
    callsPerMinute: 1500,
  },
  showAssetMeta: {
    method: 'GET',
    path: '/v1.0/{project_id}/asset/info',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:getInfo',
    callsPerMinute: 1500,
  },
  updateAssetMeta: {
    method: 'PUT',
    path: '/v1.0/{project_id}/asset/info',
    success: 204,
    safeToRepeat: true,
    permission: 'vod:asset:modifyInfo',
    callsPerMinute: 100,
  },
  listAssetList: {
    method: 'GET',
    path: '/v1.0/{project_id}/asset/list',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:list',
    callsPerMinute: 1500,
  },
  listAssetTaskInfo: {
    method: 'GET',
    path: '/v1/{project_id}/asset/tasks',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:getTaskInfo',
    callsPerMinute: null,
  },
  publishAssets: {
    method: 'POST',
    path: '/v1.0/{project_id}/asset/status/publish',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:publish',
    callsPerMinute: 100,
  },
  unpublishAssets: {
    method: 'POST',
    path: '/v1.0/{project_id}/asset/status/unpublish',
    success: 200,
    safeToRepeat: true,
    permission: 'vod:asset:unpublish',
    callsPerMinute: 100,
  },
  keystoneCreateUserTokenByPassword: {
    method: 'POST',
    path: '/v3/auth/tokens',
    success: 201,
    safeToRepeat: true,
    permission: 'none',
    callsPerMinute: null,
  },
  keystoneListProjects: {
    method: 'GET',
    path: '/v3/projects',
    success: 200,
    safeToRepeat: true,
    permission: null,
    callsPerMinute: null,
  },
} as const satisfies Record<string, OperationFacts>;

/** The id of an operation of the contract, the same as in the official SDKs. */
export type OperationId = keyof typeof operations;

/** The operations that must not be repeated when an earlier call may have been carried out. */
export const unsafeToRepeat: readonly string[] = [
  'POST /v1.0/{project_id}/asset',
  'POST /v1.0/{project_id}/asset/extract_audio',
  'POST /v1.0/{project_id}/asset/upload_by_url',
  'POST /v1.0/{project_id}/asset/reproduction',
];

/** The regions that have VOD. */
export const regions = [
  'cn-north-4',
  'cn-north-1',
  'cn-east-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
] as const;

/** A region that has VOD. */
export type Region = (typeof regions)[number];

/** The endpoint of VOD, with `{region}` to be filled in. */
export const endpointTemplate = 'https://vod.{region}.myhuaweicloud.com';

/** The Content-Type with which a file is uploaded, by the type of the file. */
export const uploadContentTypes: Readonly<Record<FileType, string>> = {
  MP4: 'video/mp4',
  TS: 'video/mp2t',
  MOV: 'video/quicktime',
  MXF: 'application/mxf',
  MPG: 'video/mpeg',
  MPEG: 'video/mpeg',
  FLV: 'video/flv',
  WMV: 'video/x-ms-wmv',
  AVI: 'video/x-msvideo',
  M4V: 'video/m4v',
  F4V: 'application/f4v',
  '3GP': 'video/3gpp',
  ASF: 'video/x-ms-asf',
  MKV: 'video/x-matroska',
  WEBM: 'video/webm',
  M3U8: 'application/octet-stream',
  MPD: 'video/dash',
  MP3: 'audio/mp3',
  AAC: 'audio/aac',
  WMA: 'audio/wma',
  APE: 'audio/ape',
  FLAC: 'audio/flac',
  AC3: 'audio/ac3',
  MMF: 'audio/mmf',
  AMR: 'audio/amr',
  M4A: 'audio/m4a',
  M4R: 'audio/m4r',
  OGG: 'audio/ogg',
  WAV: 'audio/wav',
  WV: 'audio/wv',
  MP2: 'audio/mp2',
};
