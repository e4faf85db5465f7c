/** "huaweicloud-vod/events": verify and read the callbacks that VOD sends. */
export { CallbackError, type CallbackFailure } from './callback-error.js';
export {
  isAudioExtractComplete,
  isEvent,
  type OtherEvent,
  parseEvent,
  type VodEvent,
  type VodEventOf,
  type VodEventType,
} from './event.js';
export { signMfsMessage, type VerifyOptions, verifyMfsRequest } from './mfs.js';
