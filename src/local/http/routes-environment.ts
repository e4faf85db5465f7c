/** What a request carries through the routes of the service. */
import type { OperationId } from '../../../generated/contract.js';
import type { CheckedRequest, VodOperationId } from './operation.js';
import type { Bindings } from './request-body.js';

/** The environment of hono's contexts. */
export interface RoutesEnvironment {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    operationId?: OperationId;
    /** The error code of the answer. */
    code?: string;
    checked?: CheckedRequest<VodOperationId>;
    /** Whether the body is short enough to be kept in the journal. */
    isShort?: boolean;
  };
}
