/** The routes of the service: each request is checked as on the real path, then done, then answered. */
import { type Context, Hono } from 'hono';
import { operations as contractFacts } from '../../generated/contract.js';
import { readBody } from '../body.js';
import { hexadecimalId } from './assets.js';
import {
  type ContractOperation,
  contractOperations,
  findInvalidField,
  readQuery,
} from './contract.js';
import { authenticate, type GatewayOptions } from './gateway.js';
import { isIamOperation } from './iam.js';
import type { CheckedRequest, Operations, VodOperationId } from './operation.js';
import { errorBody, invalidField, notOffered, ServiceError } from './service-error.js';

/** What a request carries through the routes. */
interface Env {
  Variables: { requestId: string };
}

/** An operation whose request was checked, whichever it is. */
type AnyOperation = (request: CheckedRequest<VodOperationId>) => unknown;

const largestBody = 12 * 1024 * 1024;

/**
 * Makes the routes.
 *
 * @param others routes beside the operations of VOD, such as those of object storage.
 */
export function createRouter(
  operations: Operations<VodOperationId>,
  gateway: GatewayOptions,
  others: readonly Hono[],
): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (context, next) => {
    context.set('requestId', hexadecimalId());
    await next();
    context.header('X-Request-Id', context.get('requestId'));
  });
  for (const operation of contractOperations) {
    const { operationId, method, path } = operation;
    if (isIamOperation(operationId)) continue;
    // Its request is checked against the contract, which is where its type comes from.
    const run = operations[operationId] as AnyOperation;
    const { success } = contractFacts[operationId];
    app.on(method, path.replace(/{(\w+)}/g, ':$1'), async (context) => {
      const answer = await run(await check(context, operation, gateway));
      if (answer === undefined) return context.body(null, 204);
      return context.json(answer, success as 200); // Or 202; hono has an overload for each status.
    });
  }
  for (const other of others) app.route('/', other);
  app.all('/:version{v\\d(\\.\\d)?}/*', (context) => {
    throw notOffered(`${context.req.method} ${context.req.path}`);
  });
  app.notFound((context) => reject(context, new ServiceError(404, 'APIGW.0101')));
  app.onError((error, context) => {
    if (error instanceof ServiceError) return reject(context, error);
    // The caller broke off; nobody reads this answer.
    if (context.req.raw.signal.aborted) return reject(context, invalidField(''));
    console.error('The local VOD service failed inside; this is a defect of it:', error);
    return reject(context, new ServiceError(500, 'VOD.10051'));
  });
  return app;
}

/** Checks a request in the order of the real path: size, caller, query, content type, body. */
async function check(
  context: Context<Env>,
  operation: ContractOperation,
  gateway: GatewayOptions,
): Promise<CheckedRequest<VodOperationId>> {
  const request = context.req.raw;
  const { origin, searchParams } = new URL(request.url);
  const projectId = context.req.param('project_id') ?? '';
  const bytes = await readBody(request.body, largestBody, 8 * largestBody);
  if (!bytes) throw new ServiceError(413, 'APIGW.0201');
  await authenticate(request, bytes, projectId, gateway);

  const { values: query, invalid } = readQuery(operation, searchParams);
  if (invalid !== undefined) throw invalidField(invalid, operation.invalidStatus);
  const body = operation.takesBody ? parseBody(request, bytes, operation) : undefined;
  // What was checked against the contract is what the types that come from it say.
  return { body, query, origin, projectId } as CheckedRequest<VodOperationId>;
}

function parseBody(request: Request, bytes: Uint8Array, operation: ContractOperation): unknown {
  if (bytes.length === 0) throw invalidField('');
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(contentType)) throw new ServiceError(403, 'VOD.10059');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalidField('');
  }
  const field = findInvalidField(operation, body);
  if (field !== undefined) throw invalidField(field);
  return body;
}

function reject(context: Context<Env>, error: ServiceError): Response {
  return context.json(errorBody(error, context.get('requestId')), error.status);
}
