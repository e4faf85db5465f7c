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
  /** The IAM action that the caller needs; null where no source settles it. */
  readonly permission: string | null;
  /** How many calls a tenant may make in a minute. */
  readonly callsPerMinute: number;
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
  confirmAssetUpload: {
    method: 'POST',
    path: '/v1.0/{project_id}/asset/status/uploaded',
    success: 200,
    safeToRepeat: true,
    permission: null,
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
    permission: null,
    callsPerMinute: 1500,
  },
} as const satisfies Record<string, OperationFacts>;

/** The id of an operation of the contract, the same as in the official SDKs. */
export type OperationId = keyof typeof operations;

/**
 * What to do about an error: `never` - mend the request first; `later` - nothing was done, repeat after a
 * pause; `new-token` - get a new token, then repeat once; `unknown` - it may have been carried out.
 */
export type RetryClass = 'never' | 'later' | 'new-token' | 'unknown';

/** What the contract says of an error code. */
export interface CatalogueEntry {
  /** What the code means. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The HTTP statuses with which the code has been documented. */
  readonly statuses: readonly number[];
  /** Whether and how to repeat the request. */
  readonly retry: RetryClass;
}

/** The error catalogue, by error code. */
export const errorCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  'VOD.10051': {
    meaning: 'The service failed inside.',
    remedy:
      'Read the state before you repeat a call that creates something; if it stays, ask support with the request id.',
    statuses: [403, 500],
    retry: 'unknown',
  },
  'VOD.10052': {
    meaning: 'Parts of the service cannot reach each other.',
    remedy:
      'Read the state before you repeat a call that creates something; if it stays, ask support with the request id.',
    statuses: [403],
    retry: 'unknown',
  },
  'VOD.10053': {
    meaning: 'A parameter or field is missing or has a bad value; the text may name it.',
    remedy:
      'Compare the request with the contract; format is MP3 or AAC in upper case, asset_id must not be empty.',
    statuses: [400, 403],
    retry: 'never',
  },
  'VOD.10054': {
    meaning: 'VOD could not establish who is calling.',
    remedy: 'Check the token, or the access key and its signature.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10055': {
    meaning: 'The account has not passed real-name verification.',
    remedy: 'Complete the verification in the console.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10056': {
    meaning: 'The account is not in a normal state.',
    remedy: "Look at the account's state in the console.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10057': {
    meaning: 'The project in the path does not belong to the credentials.',
    remedy:
      "Take the project id of this region from the console's My Credentials page, and check the region of the endpoint.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10059': {
    meaning: 'The Content-Type of the request is wrong.',
    remedy: 'Send Content-Type: application/json.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10060': {
    meaning: "The asset's file has not arrived, or the asset is not published.",
    remedy: 'Wait until the asset is complete; publish it if the operation needs that.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10061': {
    meaning: 'The asset cannot be changed in its present state.',
    remedy: 'Wait for the task that runs on it.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10062': {
    meaning: 'The asset does not exist in this project and region.',
    remedy:
      "Check asset_id (the source video's, or the audio_asset_id when you read the result), the project and the region.",
    statuses: [400, 403],
    retry: 'never',
  },
  'VOD.10063': {
    meaning: 'The operation does not take assets of this type.',
    remedy:
      'Give a video with an audio track; an audio asset cannot be the source of an extraction.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10064': {
    meaning: 'The category does not exist.',
    remedy: 'Leave category_id out, or take an existing one.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10074': {
    meaning: 'The caller may not do this.',
    remedy: "Give the IAM user the operation's permission.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10081': {
    meaning: 'The parameters are wrong.',
    remedy: 'Compare the request with the contract.',
    statuses: [400, 403],
    retry: 'never',
  },
  'VOD.10083': {
    meaning:
      "The asset's state does not allow the operation, often because a former task on it still runs.",
    remedy:
      'Wait a few minutes for the former task, then try again; a task that has started cannot be cancelled.',
    statuses: [400, 403],
    retry: 'later',
  },
  'VOD.10092': {
    meaning: 'The file could not be processed.',
    remedy:
      'Play the source to see whether it is damaged; convert it to MP4 with H.264 and AAC and upload it again.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10099': {
    meaning: 'The asset is blocked.',
    remedy: 'Have it unblocked in the console.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10111': {
    meaning: 'The caller may not use this resource.',
    remedy: 'Give the IAM user the permission for the asset or its group.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10120': {
    meaning: 'The account is in arrears.',
    remedy: 'Top up the account.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10126': {
    meaning: 'The asset is not waiting for an upload.',
    remedy: 'Confirm an upload once, after the file is complete; read the asset to see its state.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10132': {
    meaning: 'The account is closed or frozen.',
    remedy: "Look at the account's state in the console.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10133': {
    meaning: 'The caller may not use a resource that this one depends on.',
    remedy: 'Give the IAM user the permission for it.',
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0101': {
    meaning: 'The gateway knows no API at this host, path and method.',
    remedy: 'Check the endpoint, the path and the method.',
    statuses: [404],
    retry: 'never',
  },
  'APIGW.0201': {
    meaning:
      'The gateway refused the request or got no answer from the service; the status says which.',
    remedy:
      '413 - the body is over 12 MB; 414 or 494 - the URL or a header is over 32 KB; 502 and 504 - the service was not reached or did not answer.',
    statuses: [400, 413, 414, 494, 500, 502, 504],
    retry: 'unknown',
  },
  'APIGW.0301': {
    meaning: 'The gateway does not accept the token or the signature.',
    remedy:
      'Read the text - it says whether the key is unknown, the clock is off, or shows the canonical request to compare with; more than five failures in a row lock the key for 5 minutes.',
    statuses: [401],
    retry: 'never',
  },
  'APIGW.0302': {
    meaning: 'The IAM user may not call this API.',
    remedy: "Give the user the operation's permission.",
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0307': {
    meaning: 'The token has expired or is of another region.',
    remedy: 'Get a new token from the IAM endpoint of the same region.',
    statuses: [401],
    retry: 'new-token',
  },
  'APIGW.0308': {
    meaning: 'More calls than the rate limit allows; nothing was done.',
    remedy: 'Wait for the window of one minute to pass.',
    statuses: [429],
    retry: 'later',
  },
  'APIGW.0310': {
    meaning: 'The project cannot be used.',
    remedy: "Look at the project's state in the console.",
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0601': {
    meaning: 'The gateway failed inside.',
    remedy: 'Read the state before you repeat a call that creates something.',
    statuses: [500],
    retry: 'unknown',
  },
  'APIGW.0610': {
    meaning: 'The gateway found no server of the service; nothing was done.',
    remedy: 'Repeat after a pause.',
    statuses: [502],
    retry: 'later',
  },
  'APIGW.0613': {
    meaning: 'The gateway could not reach IAM to check the caller; nothing was done.',
    remedy: 'Repeat after a pause.',
    statuses: [503],
    retry: 'later',
  },
};

/**
 * What the client says of an error beside the service's own words: retry class and remedy. Only the codes that
 * the contract's examples show and those that may be repeated, because it travels with every client.
 */
export const errorHints: Readonly<Record<string, readonly [RetryClass, remedy: string]>> = {
  'VOD.10051': [
    'unknown',
    'Read the state before you repeat a call that creates something; if it stays, ask support with the request id.',
  ],
  'VOD.10052': [
    'unknown',
    'Read the state before you repeat a call that creates something; if it stays, ask support with the request id.',
  ],
  'VOD.10053': [
    'never',
    'Compare the request with the contract; format is MP3 or AAC in upper case, asset_id must not be empty.',
  ],
  'VOD.10057': [
    'never',
    "Take the project id of this region from the console's My Credentials page, and check the region of the endpoint.",
  ],
  'VOD.10061': ['later', 'Wait for the task that runs on it.'],
  'VOD.10062': [
    'never',
    "Check asset_id (the source video's, or the audio_asset_id when you read the result), the project and the region.",
  ],
  'VOD.10063': [
    'never',
    'Give a video with an audio track; an audio asset cannot be the source of an extraction.',
  ],
  'VOD.10064': ['never', 'Leave category_id out, or take an existing one.'],
  'VOD.10083': [
    'later',
    'Wait a few minutes for the former task, then try again; a task that has started cannot be cancelled.',
  ],
  'VOD.10126': [
    'never',
    'Confirm an upload once, after the file is complete; read the asset to see its state.',
  ],
  'APIGW.0201': [
    'unknown',
    '413 - the body is over 12 MB; 414 or 494 - the URL or a header is over 32 KB; 502 and 504 - the service was not reached or did not answer.',
  ],
  'APIGW.0301': [
    'never',
    'Read the text - it says whether the key is unknown, the clock is off, or shows the canonical request to compare with; more than five failures in a row lock the key for 5 minutes.',
  ],
  'APIGW.0302': ['never', "Give the user the operation's permission."],
  'APIGW.0307': ['new-token', 'Get a new token from the IAM endpoint of the same region.'],
  'APIGW.0308': ['later', 'Wait for the window of one minute to pass.'],
  'APIGW.0601': ['unknown', 'Read the state before you repeat a call that creates something.'],
  'APIGW.0610': ['later', 'Repeat after a pause.'],
  'APIGW.0613': ['later', 'Repeat after a pause.'],
};

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
  MP3: 'application/octet-stream',
  AAC: 'application/octet-stream',
  WMA: 'application/octet-stream',
  APE: 'application/octet-stream',
  FLAC: 'application/octet-stream',
  AC3: 'application/octet-stream',
  MMF: 'application/octet-stream',
  AMR: 'application/octet-stream',
  M4A: 'application/octet-stream',
  M4R: 'application/octet-stream',
  OGG: 'application/octet-stream',
  WAV: 'application/octet-stream',
  WV: 'application/octet-stream',
  MP2: 'application/octet-stream',
};
