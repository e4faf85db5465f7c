/** The journal: the requests to the service and its answers, for tests to look at. */
import type { OperationId } from '../../../generated/contract.js';
import type { BodyOf } from '../operation.js';

/** A request and its answer, without their headers, because headers hold credentials. */
export interface JournalEntry {
  /** The time of the answer, by the service's clock. */
  at: Date;
  /** Undefined for a request to object storage, and for a request that matches no operation of the contract. */
  operationId: OperationId | undefined;
  method: string;
  /** The path without the query, because a query may hold the signature of a presigned URL. */
  path: string;
  /** The query of a VOD operation that was authenticated and is valid, with lists and numbers parsed. */
  query?: object;
  /**
   * The JSON body of a VOD operation that was authenticated and is valid, up to 16 KiB. If it holds URLs
   * for the service to fetch, their user name, password and query are removed, because these may be secrets.
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

/** Keeps the newest requests, at most `mostEntries`. */
export class Journal {
  /** The entries, oldest first. */
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
  const pull = body as BodyOf<'uploadMetaDataByUrl'>; // The router has checked the body against the contract.
  const upload_metadatas = pull.upload_metadatas.map((row) => {
    const url = URL.parse(row.url);
    return { ...row, url: url ? url.origin + url.pathname : '' };
  });
  return { ...pull, upload_metadatas };
}
