/** The journal: the requests to the service and its answers, for tests to look at. */
import type { OperationId } from '../../../generated/contract.js';

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
   * The JSON body of a VOD operation that was authenticated and is valid, up to 16 KiB. URLs in it and in the query
   * have no user name, password and query, because these may be secrets, such as the signature of a presigned URL.
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
    this.entries.push(entry);
    if (this.entries.length > mostEntries) this.entries.shift();
  }

  reset(): void {
    this.entries.length = 0;
  }
}

/** The same query and body, but each URL in them without user name, password and query. */
export function withoutSecrets(kept: Pick<JournalEntry, 'query' | 'body'>): typeof kept {
  try {
    return JSON.parse(JSON.stringify(kept), (name, value: unknown) => {
      if (typeof value !== 'string') return value;
      if (name === 'url' && !value.includes('://')) return ''; // No URL, but it may hold a secret all the same.
      return value.replace(/[a-z][a-z0-9+.-]*:\/\/\S+/gi, (given) => {
        const url = URL.parse(given);
        return url ? `${url.protocol}//${url.host}${url.pathname}` : '';
      });
    }) as typeof kept; // Texts stay texts.
  } catch {
    return {}; // It is nested so deeply that it cannot be walked.
  }
}
