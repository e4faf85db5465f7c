/** StorageError: why a request to object storage failed, and whether to retry it. */
import { retryAfterMs } from '../platform/backoff.js';
import { textOf } from './storage-xml.js';

/** A request to object storage failed. The message is the end of a sentence, and contains no secret. */
export class StorageError extends Error {
  override name = 'StorageError';
  /** Whether a retry can succeed: with the same URL, only with a `new-url`, or never. */
  readonly retry: 'same-url' | 'new-url' | 'never';
  /** Whether the request may have been carried out all the same. */
  readonly outcomeUnknown: boolean = false;
  /** The error code, such as `NoSuchUpload`. */
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** The pause that object storage asks for, in milliseconds. */
  readonly pauseMs: number | undefined;
  /** How often the request was sent. */
  attempts = 1;
  /** Whether an earlier attempt may have been carried out. */
  maybeDone = false;

  constructor(message: string, facts: Partial<StorageError> & Pick<StorageError, 'retry'>) {
    super(message);
    this.retry = facts.retry;
    Object.assign(this, facts);
  }
}

/** Codes of a 400 after which a retry can succeed: the bytes were damaged or lost on their way. */
const damagedCodes = ['BadDigest', 'IncompleteBody', 'RequestTimeout'];

/** How much of an answer is shown, in characters: a proxy can answer with a page of HTML. */
const longestText = 300;

/**
 * The error for an answer that is not a success.
 *
 * Codes: https://support.huaweicloud.com/intl/en-us/api-obs/obs_04_0115.html
 */
export function errorOfAnswer(
  url: URL,
  status: number,
  headers: Headers,
  xml: string,
): StorageError {
  const code = textOf(xml, 'Code');
  const text = textOf(xml, 'Message') ?? xml;
  const requestId = headers.get('x-obs-request-id') ?? textOf(xml, 'RequestId');
  // Browsers report a redirect as status 0.
  const redirected = status < 400;
  const again =
    status >= 500 || status === 429 || status === 408 || damagedCodes.includes(code ?? '');
  const message = [
    `object storage answered ${status}${code === undefined ? '' : ` ${code}`}:`,
    redirected
      ? 'redirects are not followed.'
      : text.slice(0, longestText) || 'the answer is empty.',
    requestId === undefined ? '' : `(request id ${requestId})`,
    // The URLs of VOD expire after about an hour (**unsettled**).
    status === 403 ? 'The URL may have expired, or a proxy has changed the request.' : '',
  ];
  return new StorageError(withoutSecrets(url, message.filter(Boolean).join(' ')), {
    retry: again ? 'same-url' : status === 403 ? 'new-url' : 'never',
    outcomeUnknown: status >= 500,
    code,
    requestId,
    pauseMs: retryAfterMs(headers.get('retry-after'), Date.now()),
  });
}

/** The error for a request without an answer. */
export function errorWithoutAnswer(url: URL, error: unknown): StorageError {
  const reason = error instanceof Error ? (error.cause ?? error) : error;
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
  const detail = reason instanceof Error ? reason.message || code : String(reason);
  // Without the error as cause: that of Deno contains the whole URL.
  const message = `object storage at ${url.host} did not answer: ${detail}.`;
  return new StorageError(withoutSecrets(url, message), {
    retry: 'same-url',
    outcomeUnknown: true,
  });
}

/** The text without the query of a presigned URL, because that query is a permission to upload. */
function withoutSecrets(url: URL, text: string): string {
  let hidden = text.replaceAll(url.search || '\0', '?(hidden)');
  for (const value of url.searchParams.values()) {
    // Shorter values are not secret, but numbers of parts for example.
    if (value.length < 8) continue;
    for (const spelled of [value, encodeURIComponent(value)]) {
      hidden = hidden.replaceAll(spelled, '(hidden)');
    }
  }
  return hidden;
}
