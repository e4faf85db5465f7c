/** Why a callback was refused. */

/**
 * The check that a callback failed.
 *
 * Both channels: `too-large`: the body is over the limit; `invalid-envelope`: the body is not the JSON object that
 * the channel sends; `unsigned`: a header or member that signs is missing; `invalid-timestamp`: the time is no time;
 * `stale-timestamp`: too far from now; `invalid-signature`: made with another key, or the text was changed;
 * `invalid-event`: signed, but no event; `unexpected-channel`: the receiver is not set up for this channel.
 *
 * SMN alone: `unsupported-type`: a type whose signed members are not known; `unsupported-version`: signed in another
 * way than v1; `header-mismatch`: header and body say different things; `unexpected-topic`: not one of yours;
 * `expired-certificate`: the certificate that fits is out of its dates; `certificate-unavailable`: it could not be
 * downloaded now; `refused-url`: the message names an address that is not allowed; `confirmation-failed`: the
 * subscription could not be confirmed now.
 */
export type WebhookFailure =
  | 'too-large'
  | 'invalid-envelope'
  | 'unsigned'
  | 'invalid-timestamp'
  | 'stale-timestamp'
  | 'invalid-signature'
  | 'invalid-event'
  | 'unexpected-channel'
  | 'unsupported-type'
  | 'unsupported-version'
  | 'header-mismatch'
  | 'unexpected-topic'
  | 'expired-certificate'
  | 'certificate-unavailable'
  | 'refused-url'
  | 'confirmation-failed';

/**
 * A callback that must not be believed. Answer it with 4xx; with 503 when the reason is
 * `certificate-unavailable` or `confirmation-failed`, so that SMN sends it again.
 *
 * @example
 * if (error instanceof WebhookError) console.warn(error.reason, error.message);
 */
export class WebhookError extends Error {
  override name = 'WebhookError';
  /** Which check it failed. */
  readonly reason: WebhookFailure;

  constructor(reason: WebhookFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
