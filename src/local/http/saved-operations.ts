/** Operations whose answers wait until what they tell is on disk. */
import type { Operations, VodOperationId } from './operation.js';
import { ServiceError } from './service-error.js';
import { StoreError } from '../store/store-error.js';
import type { Store } from '../store/store.js';

/** The same operations; they answer 500 VOD.10051 when the store cannot be written, and have done nothing. */
export function savedOperations(
  operations: Operations<VodOperationId>,
  store: Store,
): Operations<VodOperationId> {
  const saved = Object.entries(operations).map(([id, operation]) => [
    id,
    // Each is given its own request; one type for all of them says less than the one they have.
    (request: never) => store.answer<unknown>(() => operation(request)).catch(tellCaller),
  ]);
  // The same names, with what answers the same.
  return Object.fromEntries(saved) as Operations<VodOperationId>;
}

function tellCaller(error: unknown): never {
  if (error instanceof StoreError) throw new ServiceError(500, 'VOD.10051', error.message);
  throw error;
}
