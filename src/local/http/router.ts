/** The routes of the service: each request is authenticated and checked, then carried out, then answered. */
import { type Context, Hono } from 'hono';
import { requestId } from 'hono/request-id';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { operations as facts } from '../../../generated/contract.js';
import { newId } from '../new-id.js';
import type { CheckedRequest, Operations, VodOperationId } from '../operation.js';
import { invalidField, notOffered, OperationError } from '../operation-error.js';
import type { Store } from '../store/store.js';
import { StoreError } from '../store/store-error.js';
import { findInvalidField, readQuery, takesBody } from './contract.js';
import type { Environment } from './environment.js';
import { HttpError, statusOf, textOf } from './http-error.js';
import type { Gateway } from './gateway.js';
import { type Journal, longestKeptBody, withoutSecrets } from './journal.js';
import { BodyReader, dropRest } from './request-body.js';
import type { Throttle } from './throttle.js';

/** What the routes lead to, and what they pass on the way. */
export interface RouterOptions {
  operations: Operations<VodOperationId>;
  /** An answer waits until the store has saved what it says. */
  store: Store;
  /** The one project. */
  projectId: string;
  gateway: Gateway;
  throttle: Throttle;
  journal: Journal;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  /** Adds the routes beside the operations of VOD, such as those of object storage. */
  addRoutes: (app: Hono<Environment>) => void;
}

/** An operation whose request was checked. */
type AnyOperation = (request: CheckedRequest<VodOperationId>) => unknown;

const largestBody = 12 * 1024 * 1024;
const largestUrl = 32 * 1024;
const largestHeader = 32 * 1024;
const largestHeaders = 128 * 1024; // All headers together.

/** Makes the routes. */
export function createRouter(options: RouterOptions): Hono<Environment> {
  const { operations, store, journal, now, addRoutes } = options;
  const app = new Hono<Environment>();
  // Without a header name no id of a caller is taken over.
  app.use(requestId({ generator: newId, headerName: '' }));
  app.use(async (context, next) => {
    await next();
    context.header('X-Request-Id', context.get('requestId'));
    journal.add({
      at: new Date(now()),
      operationId: context.get('operationId'),
      method: context.req.method,
      path: context.req.path,
      ...context.get('kept'),
      status: context.res.status,
      code: context.get('code'),
      requestId: context.get('requestId'),
    });
  });
  app.use(async ({ req }, next) => {
    if (!URL.canParse(req.url)) throw new HttpError(400, 'APIGW.0201', 'Host is no host.');
    await next();
  });
  const bodies = new BodyReader();
  for (const [id, operation] of Object.entries(operations)) {
    const operationId = id as VodOperationId; // `Operations` has no other names.
    const run = operation as AnyOperation; // Its request is checked against the contract.
    const { method, path, success } = facts[operationId];
    app.on(method, path.replace(/{(\w+)}/g, ':$1'), async (context) => {
      context.set('operationId', operationId);
      const request = await check(operationId, context, bodies, options);
      const answer = await store.answer(() => run(request));
      // 200 or 202; hono has an overload for each status.
      return answer === undefined ? context.body(null, 204) : context.json(answer, success as 200);
    });
  }
  addRoutes(app);
  app.all('/:version{v\\d(\\.\\d)?}/*', ({ req }) => {
    throw notOffered(`${req.method} ${req.path}`);
  });
  app.notFound((context) => reject(context, new HttpError(404, 'APIGW.0101')));
  app.onError(async (error, context) => {
    if (error instanceof HttpError) await dropRest(context.env);
    if (error instanceof OperationError) return reject(context, error);
    if (error instanceof StoreError) {
      return reject(context, new HttpError(500, 'VOD.10051', error.message));
    }
    console.error('The local VOD service failed inside; this is a defect of it:', error);
    return reject(context, new HttpError(500, 'VOD.10051'));
  });
  return app;
}

/** Checks a request in the order of the real service: sizes, caller, project, rate, query, content type, body. */
async function check(
  operationId: VodOperationId,
  context: Context<Environment>,
  bodies: BodyReader,
  { gateway, throttle, projectId }: RouterOptions,
): Promise<CheckedRequest<VodOperationId>> {
  const request = context.req.raw;
  checkSizes(request);
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const readBody = async (isAuthenticated: boolean) => {
    bytes ??= await bodies.read(request, context.env, { largest: largestBody, isAuthenticated });
    if (!bytes) throw new HttpError(413, 'APIGW.0201');
    return bytes;
  };
  await gateway.authenticate(request, () => readBody(false));
  if (context.req.param('project_id') !== projectId) throw new OperationError('VOD.10057');
  const limit = throttle.countCall(operationId);
  if (limit !== undefined) throw throttled(limit);

  const { origin, searchParams } = new URL(request.url);
  const { values: query, invalid } = readQuery(operationId, searchParams);
  if (invalid !== undefined) throw invalidField(invalid);
  const content = await readBody(true);
  const body = takesBody(operationId) ? parseBody(request, content, operationId) : undefined;
  context.set(
    'kept',
    withoutSecrets({ query, ...(content.length <= longestKeptBody && { body }) }),
  );
  // Its types come from the contract, against which it was checked.
  return { body, query, origin, projectId } as CheckedRequest<VodOperationId>;
}

/** @throws HttpError 413, 414 or 494 when the body, the URL or the headers are longer than the gateway takes. */
function checkSizes({ url, headers }: Request): void {
  if (url.length > largestUrl) throw new HttpError(414, 'APIGW.0201');
  let all = 0;
  for (const [name, value] of headers) {
    const size = name.length + value.length;
    all += size;
    // nginx's own status for headers that are too long.
    if (size > largestHeader || all > largestHeaders) throw new HttpError(494, 'APIGW.0201');
  }
  if (Number(headers.get('content-length')) > largestBody) throw new HttpError(413, 'APIGW.0201');
}

function parseBody(request: Request, bytes: Uint8Array, operationId: VodOperationId): unknown {
  if (bytes.length === 0) throw invalidField('');
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(contentType)) throw new OperationError('VOD.10059');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalidField('');
  }
  const field = findInvalidField(operationId, body);
  if (field !== undefined) throw invalidField(field);
  return body;
}

function throttled(limit: number): HttpError {
  const text = `policy user over ratelimit,limit:${limit},time:1 minute`;
  return new HttpError(429, 'APIGW.0308', `The throttling threshold has been reached: ${text}`);
}

/** Answers an error. Only the gateway's own errors repeat the request id. */
function reject(context: Context<Environment>, error: OperationError): Response {
  const { code } = error;
  context.set('code', code);
  const status = statusOf(error, context.get('operationId')) as ContentfulStatusCode; // No error has 204.
  return context.json(
    {
      error_code: code,
      error_msg: textOf(error),
      ...(code.startsWith('APIGW.') && { request_id: context.get('requestId') }),
    },
    status,
  );
}
