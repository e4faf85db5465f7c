/** "huaweicloud-vod/webhooks": verify, read and receive the webhooks that VOD sends. */
export type { FetchFunction } from '../platform/fetch-function.js';
export { CertificateError } from './certificate.js';
export {
  isAudioExtractComplete,
  isEvent,
  type OtherEvent,
  parseEvent,
  type VodEvent,
  type VodEventOf,
  type VodEventType,
} from './event.js';
export type { GuardedGetOptions } from './guarded-get.js';
export {
  type MfsDraft,
  type MfsOptions,
  signedMfsRequest,
  signMfsMessage,
  verifyMfsRequest,
} from './mfs.js';
export { type NodeIncoming, type NodeOutgoing, toNodeListener } from './node-listener.js';
export {
  createWebhookReceiver,
  type Delivery,
  type HandledIds,
  type SmnReceiverOptions,
  type WebhookReceiverOptions,
} from './receiver.js';
export { type SmnOptions, verifySmnRequest } from './smn.js';
export { smnCertificate } from './smn-certificate.js';
export type {
  SmnConfirmation,
  SmnEventMessage,
  SmnMessage,
  SmnMessageType,
  SmnWireMessage,
} from './smn-message.js';
export type { SmnCertificateOptions } from './smn-signature.js';
export { signedSmnRequest, signSmnMessage, type SmnDraft } from './smn-signer.js';
export { WebhookError, type WebhookFailure } from './webhook-error.js';
