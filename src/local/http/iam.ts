/** The two operations of IAM that a client of VOD needs: get a token, find the project's id. */
import { STATUS_CODES } from 'node:http';
import { Hono } from 'hono';
import { hexadecimalId } from '../assets/asset.js';
import { equalSecrets } from './constant-time.js';
import { contractOperations, findInvalidField, readQuery } from './contract.js';
import { type GatewayOptions, identify } from './gateway.js';
import type { AnswerOf, BodyOf, IamOperationId, QueryOf } from './operation.js';
import { bytesOf } from './request-body.js';
import type { RoutesEnvironment } from './routes-environment.js';
import { ServiceError } from './service-error.js';

/** The one IAM user who may ask for tokens. */
export interface IamUser {
  name: string;
  password: string;
  /** The name of the account to which the user belongs. */
  domain: string;
}

/** Whom IAM knows. */
export interface IamOptions {
  user: IamUser;
  /** The name of the one project; a region's own project is called as the region. */
  projectName: string;
  /** The ids of the user and of the account. */
  ids: Ids;
  /** The same gateway as VOD's. */
  gateway: GatewayOptions;
}

/** An error in IAM's shape. */
class IamError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const largestBody = 32 * 1024;
const invalidBody = 'The request body is invalid';

/** The routes of IAM. */
export function iamRoutes(options: IamOptions): Hono<RoutesEnvironment> {
  const app = new Hono<RoutesEnvironment>();
  const { ids } = options;
  app.onError((error, context) => {
    if (error instanceof IamError) {
      context.set('code', String(error.status));
      return failure(error.status, error.message);
    }
    // The caller broke off; nobody reads this answer.
    if (context.req.raw.signal.aborted) return failure(400, invalidBody);
    console.error('The local IAM failed inside; this is a defect of it:', error);
    return failure(500, 'An unexpected error prevented the server from fulfilling your request.');
  });
  const operations: Record<
    IamOperationId,
    (request: Request, bytes: Uint8Array<ArrayBuffer>) => Promise<Response>
  > = {
    keystoneCreateUserTokenByPassword: (request, bytes) =>
      createToken(request, bytes, options, ids),
    keystoneListProjects: (request, bytes) => listProjects(request, bytes, options, ids),
  };
  for (const { operationId, method, path } of contractOperations) {
    if (isIamOperation(operationId)) {
      app.on(method, path, async (context) => {
        const bytes = await bytesOf(context.req.raw, context.env, largestBody);
        if (!bytes) throw new IamError(400, 'The request body size is invalid.');
        return operations[operationId](context.req.raw, bytes);
      });
    }
  }
  return app;
}

/** Whether an operation of the contract is one of IAM. */
export function isIamOperation(operationId: string): operationId is IamOperationId {
  return operationId.startsWith('keystone');
}

/** Who the user is, as IAM counts users and accounts. */
interface Ids {
  user: string;
  domain: string;
}

async function createToken(
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
  options: IamOptions,
  ids: Ids,
): Promise<Response> {
  if (bytes.length === 0) throw new IamError(400, 'The request body size is invalid.');
  const { auth } = readLogin(bytes);
  const { user, projectName, gateway } = options;
  const given = auth.identity.password.user;
  const isUser = equalSecrets(
    JSON.stringify([given.name, given.password, given.domain.name]),
    JSON.stringify([user.name, user.password, user.domain]),
  );
  if (!isUser) throw new IamError(401, 'The username or password is wrong.');
  const { id, name } = auth.scope.project;
  if ((id ?? gateway.projectId) !== gateway.projectId || (name ?? projectName) !== projectName) {
    throw new IamError(404, `Could not find project: ${name ?? id ?? ''}.`);
  }
  const { token, issuedAt, expiresAt } = await gateway.tokens.issue();
  const domain = { id: ids.domain, name: user.domain };
  const body: AnswerOf<'keystoneCreateUserTokenByPassword'> = {
    token: {
      ...(readParameters('keystoneCreateUserTokenByPassword', request).nocatalog === undefined
        ? { catalog: [] }
        : {}),
      expires_at: formatTime(expiresAt),
      issued_at: formatTime(issuedAt),
      methods: ['password'],
      project: { id: gateway.projectId, name: projectName, domain },
      roles: [{ id: '0', name: 'vod_adm' }],
      user: { id: ids.user, name: user.name, password_expires_at: '', domain },
    },
  };
  return success(body, 201, { 'x-subject-token': token });
}

async function listProjects(
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
  { user, projectName, gateway }: IamOptions,
  ids: Ids,
): Promise<Response> {
  await identify(request, bytes, gateway).catch((error: unknown) => {
    if (!(error instanceof ServiceError)) throw error;
    // IAM's words for a wrong signature or token are not documented; the gateway's say more.
    const hasNone = ['authorization', 'x-auth-token'].every((name) => !request.headers.has(name));
    const text = 'The request you have made requires authentication.';
    throw new IamError(401, hasNone ? text : error.message);
  });
  const wanted = readParameters('keystoneListProjects', request);
  const { origin, pathname, searchParams } = new URL(request.url);
  const project = {
    id: gateway.projectId,
    name: projectName,
    domain_id: ids.domain,
    parent_id: ids.domain,
    enabled: true,
    is_domain: false,
    description: `The project of ${user.domain}`,
    links: { self: `${origin}${pathname}/${encodeURIComponent(gateway.projectId)}` },
  };
  const filters = ['name', 'domain_id', 'parent_id', 'enabled', 'is_domain'] as const;
  const isWanted = filters.every((name) => (wanted[name] ?? project[name]) === project[name]);
  const body: AnswerOf<'keystoneListProjects'> = {
    projects: isWanted && (wanted.page ?? 1) === 1 ? [project] : [],
    // Written anew, because what a caller sends need not be a query that a URI may have.
    links: { self: `${origin}${pathname}?${searchParams.toString()}`, previous: null, next: null },
  };
  return success(body, 200);
}

/** The body of a login, checked against the contract. */
function readLogin(bytes: Uint8Array): BodyOf<'keystoneCreateUserTokenByPassword'> {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new IamError(400, invalidBody);
  }
  const invalid = findInvalidField(operationOf('keystoneCreateUserTokenByPassword'), body);
  if (invalid !== undefined) throw new IamError(400, invalidBody);
  return body as BodyOf<'keystoneCreateUserTokenByPassword'>; // It was just checked.
}

function readParameters<Id extends IamOperationId>(operationId: Id, request: Request): QueryOf<Id> {
  const query = new URL(request.url).searchParams;
  const { values, invalid } = readQuery(operationOf(operationId), query);
  if (invalid !== undefined) throw new IamError(400, `Request parameter ${invalid} is invalid.`);
  return values as QueryOf<Id>; // It was just checked.
}

function operationOf(operationId: IamOperationId) {
  const operation = contractOperations.find((each) => each.operationId === operationId);
  if (!operation) throw new Error(`The contract has no operation ${operationId}.`);
  return operation;
}

function success(body: object, status: number, headers: Record<string, string> = {}): Response {
  return Response.json(body, {
    status,
    headers: { ...headers, 'x-iam-trace-id': hexadecimalId() },
  });
}

function failure(status: number, message: string): Response {
  const title = STATUS_CODES[status];
  return success({ error: { code: status, message, title } }, status);
}

/** A time as IAM writes it: to the microsecond, in UTC. */
function formatTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}
