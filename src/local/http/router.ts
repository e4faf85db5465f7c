/** The routes of the service: each request is checked as on the real path, then done, then answered. */
import { type Context, Hono } from 'hono';
import { operations as contractFacts } from '../../../generated/contract.js';
import { hexadecimalId } from '../assets/asset.js';
import {
  type ContractOperation,
  contractOperations,
  findInvalidField,
  readQuery,
} from './contract.js';
import { authenticate, type GatewayOptions } from './gateway.js';
import { isIamOperation } from './iam.js';
import { type Journal, longestKeptBody } from './journal.js';
import type { CheckedRequest, Operations, VodOperationId } from './operation.js';
import { bytesOf } from './request-body.js';
import type { RoutesEnvironment } from './routes-environment.js';
import { errorBody, invalidField, notOffered, ServiceError } from './service-error.js';
import type { Throttle } from './throttle.js';

/** An operation whose request was checked, whichever it is. */
type AnyOperation = (request: CheckedRequest<VodOperationId>) => unknown;

const largestBody = 12 * 1024 * 1024;
const largestUrl = 32 * 1024;
const largestHeader = 32 * 1024;
/** Of all headers together. */
const largestHeaders = 128 * 1024;

/** What watches over the requests, besides the gateway. */
interface Watch {
  throttle: Throttle;
  journal: Journal;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
}

/**
 * Makes the routes.
 *
 * @param others routes beside the operations of VOD, such as those of object storage.
 */
export function createRouter(
  operations: Operations<VodOperationId>,
  gateway: GatewayOptions,
  { throttle, journal, now }: Watch,
  others: readonly Hono<RoutesEnvironment>[],
): Hono<RoutesEnvironment> {
  const app = new Hono<RoutesEnvironment>();
  app.use(async (context, next) => {
    context.set('requestId', hexadecimalId());
    await next();
    const requestId = context.get('requestId');
    context.header('X-Request-Id', requestId);
    const checked = context.get('checked');
    journal.add({
      at: new Date(now()),
      operationId: context.get('operationId'),
      method: context.req.method,
      path: context.req.path,
      ...(checked && { query: checked.query }),
      ...(checked && context.get('isShort') && { body: checked.body }),
      status: context.res.status,
      code: context.get('code'),
      requestId,
    });
  });
  for (const operation of contractOperations) {
    const { operationId, method, path } = operation;
    if (isIamOperation(operationId)) {
      app.on(method, path, async (context, next) => {
        context.set('operationId', operationId);
        await next();
      });
      continue;
    }
    // Its request is checked against the contract, which is where its type comes from.
    const run = operations[operationId] as AnyOperation;
    const { success } = contractFacts[operationId];
    app.on(method, path.replace(/{(\w+)}/g, ':$1'), async (context) => {
      context.set('operationId', operationId);
      const checked = await check(context, operation, gateway, () => {
        const limit = throttle.exceeded(operationId);
        if (limit !== undefined) throw throttled(limit);
      });
      context.set('checked', checked);
      const answer = await run(checked);
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

/** Checks a request in the order of the real path: sizes, caller, rate, query, content type, body. */
async function check(
  context: Context<RoutesEnvironment>,
  operation: ContractOperation,
  gateway: GatewayOptions,
  checkRate: () => void,
): Promise<CheckedRequest<VodOperationId>> {
  const request = context.req.raw;
  const { origin, searchParams } = new URL(request.url);
  const projectId = context.req.param('project_id') ?? '';
  checkHead(request);
  const bytes = await bytesOf(request, context.env, largestBody);
  context.set('isShort', (bytes?.length ?? 0) <= longestKeptBody);
  if (!bytes) throw new ServiceError(413, 'APIGW.0201');
  await authenticate(request, bytes, projectId, gateway);
  checkRate();

  const { values: query, invalid } = readQuery(operation, searchParams);
  if (invalid !== undefined) throw invalidField(invalid, operation.invalidStatus);
  const body = operation.takesBody ? parseBody(request, bytes, operation) : undefined;
  // What was checked against the contract is what the types that come from it say.
  return { body, query, origin, projectId } as CheckedRequest<VodOperationId>;
}

/** @throws ServiceError 414 or 494 when the URL or the headers are longer than the gateway takes. */
function checkHead({ url, headers }: Request): void {
  if (url.length > largestUrl) throw new ServiceError(414, 'APIGW.0201');
  let all = 0;
  for (const [name, value] of headers) {
    const size = name.length + value.length;
    all += size;
    // A status of nginx's own, which the list of the others does not have.
    if (size > largestHeader || all > largestHeaders)
      throw new ServiceError(494 as 431, 'APIGW.0201');
  }
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

function throttled(limit: number): ServiceError {
  const text = `policy user over ratelimit,limit:${limit},time:1 minute`;
  return new ServiceError(429, 'APIGW.0308', `The throttling threshold has been reached: ${text}`);
}

function reject(context: Context<RoutesEnvironment>, error: ServiceError): Response {
  context.set('code', error.code);
  return context.json(errorBody(error, context.get('requestId')), error.status);
}
