/** A call on its way through the pipeline: what is sent, how far an attempt came, and how it ended. */
import type { Credentials } from '../auth/credentials.js';
import type { Signature } from '../auth/signer.js';
import type { VodError } from './errors.js';

/** A call, as it is sent in each attempt. */
export interface Call {
  /** The call, as `METHOD path template`. */
  operation: string;
  method: string;
  url: string;
  /** Besides those of the authentication; names in lower case. */
  headers: ReadonlyMap<string, string>;
  body?: string | undefined;
  /** Whether it may be repeated although it may have been carried out. */
  safeToRepeat: boolean;
}

/** What a call resolves to. Errors are thrown, so `data` is always there. */
export interface VodAnswer<Data> {
  /** The parsed body; undefined where the contract has none (204). */
  data: Data;
  /** The response: its status and headers; its body is already read. */
  readonly response: Response;
  /** The gateway's id of the request. */
  requestId: string | undefined;
}

/** A failed attempt. */
export interface Failure {
  /**
   * How it stands: `refused` - the same fails again; `not-done` - proven that nothing was done; `open` - it may
   * have been carried out.
   */
  verdict: 'refused' | 'not-done' | 'open';
  error: VodError;
  /** What the server asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** Refused because the token has expired. */
  tokenExpired?: boolean;
  /** Refused because the clocks differ: the server's, in milliseconds since 1970. */
  serverTime?: number;
}

/** One sending of a call, and what is known of it when it fails. */
export interface Attempt {
  call: Call;
  number: number;
  startedAt: Date;
  /** How far it came. */
  step: 'credentials' | 'unsent' | 'sent';
  credentials?: Credentials | undefined;
  /** What it was signed with, when it was. */
  signed?: Pick<Signature, 'canonicalRequest' | 'signature'>;
}
