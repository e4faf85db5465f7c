/** What a request carries through the routes of the service. */
import type { RequestIdVariables } from 'hono/request-id';
import type { OperationId } from '../../../generated/contract.js';
import type { JournalEntry } from './journal.js';
import type { Bindings } from './request-body.js';

/** The environment of hono's contexts. */
export interface Environment {
  Bindings: Bindings;
  Variables: RequestIdVariables & {
    operationId?: OperationId;
    /** The error code of the answer. */
    code?: string;
    /** What the journal keeps of a request that was authenticated and checked. */
    kept?: Pick<JournalEntry, 'query' | 'body'>;
  };
}
