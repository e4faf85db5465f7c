/** What the service was asked and what it answered, for tests to look at. */
import type { OperationId } from '../../../generated/contract.js';
import type { BodyOf } from '../operation.js';

/** A request, without its headers, because those hold credentials. */
export interface JournalEntry {
  /** When it was answered, by the service's clock. */
  at: Date;
  /** Undefined for object storage, and for what the contract does not have. */
  operationId: OperationId | undefined;
  method: string;
  /** Without the query, which may hold the signature of a presigned URL. */
  path: string;
  /** The query of a VOD operation that was authenticated and is valid, with its lists and numbers read. */
  query?: object;
  /**
   * The JSON body of a VOD operation that was authenticated and is valid, up to 16 KiB. URLs in it that are to be
   * fetched have no user name, password or query, which may be secrets.
   */
  body?: unknown;
  status: number;
  /** The error code of the answer. */
  code: string | undefined;
  /** `X-Request-Id` of the answer. */
  requestId: string;
}

const mostEntries = 1000;
/** The longest body, in bytes, that is kept. */
export const longestKeptBody = 16 * 1024;

/** The newest requests. */
export class Journal {
  /** The oldest first. */
  readonly entries: JournalEntry[] = [];

  add(entry: JournalEntry): void {
    const isPull = entry.operationId === 'uploadMetaDataByUrl' && entry.body !== undefined;
    this.entries.push(isPull ? { ...entry, body: withoutSecrets(entry.body) } : entry);
    if (this.entries.length > mostEntries) this.entries.shift();
  }

  reset(): void {
    this.entries.length = 0;
  }
}

function withoutSecrets(body: unknown): unknown {
  const pull = body as BodyOf<'uploadMetaDataByUrl'>; // It was checked against the contract.
  const upload_metadatas = pull.upload_metadatas.map((row) => {
    const url = URL.parse(row.url);
    return { ...row, url: url ? url.origin + url.pathname : '' };
  });
  return { ...pull, upload_metadatas };
}
