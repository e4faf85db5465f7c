/** The error of a webhook that was refused, and the reasons for it. */

/** The reasons, each with the status of the receiver's answer. SMN sends again after a 5xx only. */
export const failureStatuses = {
  'too-large': 413,
  'invalid-envelope': 400,
  unsigned: 401,
  'invalid-timestamp': 401,
  'stale-timestamp': 401,
  'invalid-signature': 401,
  'invalid-event': 400,
  'unexpected-channel': 400,
  'unsupported-type': 400,
  'unsupported-version': 400,
  'header-mismatch': 400,
  'unexpected-topic': 403,
  'expired-certificate': 401,
  'certificate-unavailable': 503,
  'refused-url': 403,
  'confirmation-failed': 503,
} as const;

/**
 * Why a webhook was refused.
 *
 * On both channels:
 * - `too-large`: the body is over 256 KiB.
 * - `invalid-envelope`: the body is not the JSON object that the channel sends.
 * - `unsigned`: a header or a member of the signature is missing.
 * - `invalid-timestamp`: the timestamp cannot be read.
 * - `stale-timestamp`: the timestamp is too old, or in the future.
 * - `invalid-signature`: the signature is from another key, or the content was changed.
 * - `invalid-event`: the signature is right, but the content is not an event.
 * - `unexpected-channel`: the receiver is not set up for this channel.
 *
 * With SMN only:
 * - `unsupported-type`: it is not documented which members of this type are signed.
 * - `unsupported-version`: the signature is not of version v1.
 * - `header-mismatch`: a header contradicts the body.
 * - `unexpected-topic`: the topic is not one of yours.
 * - `expired-certificate`: the certificate fits, but is not valid now.
 * - `certificate-unavailable`: the certificate could not be downloaded.
 * - `refused-url`: the message names a URL that is not allowed.
 * - `confirmation-failed`: the subscription could not be confirmed.
 */
export type WebhookFailure = keyof typeof failureStatuses;

/**
 * A webhook was refused: do not use what it says. Answer it with a 4xx status; with 503 if the reason is
 * `certificate-unavailable` or `confirmation-failed`, so that SMN sends it again.
 *
 * @example
 * if (error instanceof WebhookError) console.warn(error.reason, error.message);
 */
export class WebhookError extends Error {
  override name = 'WebhookError';
  /** Which check failed. */
  readonly reason: WebhookFailure;

  constructor(reason: WebhookFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
