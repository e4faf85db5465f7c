/** Why a request to object storage failed, and whether to send it again. */
import { retryAfterMs } from '../client/retry.js';
import { textOf } from './storage-xml.js';

interface FailureFacts {
  /**
   * Whether and how to repeat: `again` - it may succeed then; `new-url` - with another URL; `never` - it would fail
   * again.
   */
  repetition: 'again' | 'new-url' | 'never';
  /** Whether it may have been carried out all the same. Default: false. */
  open?: boolean;
  /** The error code, such as `NoSuchUpload`. */
  code?: string | undefined;
  requestId?: string | undefined;
  /** The pause that object storage asks for, in milliseconds. */
  pauseMs?: number | undefined;
}

/** A request that failed. Its message is for the middle of a sentence, and has no secret in it. */
export class StorageFailure extends Error {
  override name = 'StorageFailure';
  readonly facts: FailureFacts;
  /** How often the request was sent. */
  attempts = 1;
  /** Whether an attempt before the last one may have been carried out. */
  maybeDone = false;

  constructor(message: string, facts: FailureFacts) {
    super(message);
    this.facts = facts;
  }
}

/** Codes of a 400 that tell of bytes that were damaged or lost on their way: they may arrive the next time. */
const damaged = ['BadDigest', 'IncompleteBody', 'RequestTimeout'];

/** The longest text of an answer that is shown; a proxy's page of HTML would flood a log. */
const longestText = 300;

/**
 * The failure that an answer tells of.
 *
 * Codes: https://support.huaweicloud.com/intl/en-us/api-obs/obs_04_0115.html
 */
export function failureOf(
  url: URL,
  status: number,
  header: (name: string) => string | null,
  xml: string,
): StorageFailure {
  const code = textOf(xml, 'Code');
  const text = textOf(xml, 'Message') ?? xml;
  const requestId = header('x-obs-request-id') ?? textOf(xml, 'RequestId');
  // Some fetches hide a redirect behind the status 0.
  const redirected = status < 400;
  const busy = status >= 500 || status === 429 || status === 408;
  const again = busy || damaged.includes(code ?? '');
  const message = [
    `object storage answered ${status}${code === undefined ? '' : ` ${code}`}:`,
    redirected ? 'redirects are not followed.' : text.slice(0, longestText) || 'nothing else.',
    requestId === undefined ? '' : `(request id ${requestId})`,
    // VOD's URLs live for about an hour (**unsettled**).
    status === 403 ? 'The URL may have expired, or something on the way changed the request.' : '',
  ];
  return new StorageFailure(withoutSecrets(url, message.filter(Boolean).join(' ')), {
    repetition: again ? 'again' : status === 403 ? 'new-url' : 'never',
    open: status >= 500,
    code,
    requestId,
    pauseMs: retryAfterMs(header('retry-after'), Date.now()),
  });
}

/** The failure that no answer came. */
export function connectionFailure(url: URL, error: unknown): StorageFailure {
  const reason = error instanceof Error ? (error.cause ?? error) : error;
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
  const detail = reason instanceof Error ? reason.message || code : String(reason);
  // The error itself is not kept as a cause: Deno's quotes the whole URL, signature and all.
  return new StorageFailure(
    withoutSecrets(url, `object storage at ${url.host} gave no answer: ${detail}.`),
    { repetition: 'again', open: true },
  );
}

/** A text without what a pre-signed URL has in its query: whoever has that can upload. */
function withoutSecrets(url: URL, text: string): string {
  let hidden = text.replaceAll(url.search || '\0', '?(hidden)');
  for (const value of url.searchParams.values()) {
    // A secret is long; a number of a part would blacken too much.
    if (value.length < 8) continue;
    for (const spelled of [value, encodeURIComponent(value)]) {
      hidden = hidden.replaceAll(spelled, '(hidden)');
    }
  }
  return hidden;
}
