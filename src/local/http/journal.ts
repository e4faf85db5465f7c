/** Keeps what the service was asked and what it answered, for tests to look at. */
import type { OperationId } from '../../../generated/contract.js';
import type { BodyOf } from './operation.js';

/** A request, without its headers, because those hold credentials. */
export interface JournalEntry {
  /** When it was answered, by the service's clock. */
  at: Date;
  /** Undefined for object storage, and for what the contract does not have. */
  operationId: OperationId | undefined;
  method: string;
  /** Without the query, which may hold the signature of a pre-signed URL. */
  path: string;
  /** The query of a VOD operation that was let in and is valid, its lists and numbers read. */
  query?: object;
  /**
   * The JSON body of a VOD operation that was let in and is valid; of URLs that are to be fetched, without what may be
   * a secret. None over 16 KiB is kept.
   */
  body?: unknown;
  status: number;
  /** The error code of the answer. */
  code: string | undefined;
  /** What the answer gave as `X-Request-Id`. */
  requestId: string;
}

/** So many are kept, so that a long test does not fill the memory. */
const longestJournal = 1000;
/** The longest body, in bytes, that is kept with a request; what the contract describes is shorter. */
export const longestKeptBody = 16 * 1024;

/** The newest requests, the oldest first. */
export class Journal {
  readonly entries: JournalEntry[] = [];

  add(entry: JournalEntry): void {
    const isPull = entry.operationId === 'uploadMetaDataByUrl' && entry.body !== undefined;
    this.entries.push(isPull ? { ...entry, body: withoutUrlQueries(entry.body) } : entry);
    if (this.entries.length > longestJournal) this.entries.shift();
  }

  reset(): void {
    this.entries.length = 0;
  }
}

/** A URL that is to be fetched may be a pre-signed one, or have a password. */
function withoutUrlQueries(body: unknown): unknown {
  const pull = body as BodyOf<'uploadMetaDataByUrl'>; // It was checked against the contract.
  const rows = pull.upload_metadatas;
  return {
    ...pull,
    upload_metadatas: rows.map((row) => {
      const url = URL.canParse(row.url) ? new URL(row.url) : undefined;
      return { ...row, url: url ? url.origin + url.pathname : '' };
    }),
  };
}
