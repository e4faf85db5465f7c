/** Why a callback was refused. */

/**
 * `unsigned`: a signature header is missing; `invalid-timestamp`: it is no count of seconds or milliseconds;
 * `stale-timestamp`: too far from now; `invalid-signature`: made with another key, or the text was changed;
 * `too-large`: the body is over the limit; `invalid-envelope`: no JSON object with a `message` text;
 * `invalid-event`: the message is no event.
 */
export type CallbackFailure =
  | 'unsigned'
  | 'invalid-timestamp'
  | 'stale-timestamp'
  | 'invalid-signature'
  | 'too-large'
  | 'invalid-envelope'
  | 'invalid-event';

/** A callback that must not be believed; answer it with 401 or 400. */
export class CallbackError extends Error {
  override name = 'CallbackError';
  /** Which check it failed. */
  readonly reason: CallbackFailure;

  constructor(reason: CallbackFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}
