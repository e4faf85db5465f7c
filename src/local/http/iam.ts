/** The two operations of IAM that a client of VOD needs: get a token, find the project's id. */
import { STATUS_CODES } from 'node:http';
import { Hono } from 'hono';
import { timingSafeEqual } from 'hono/utils/buffer';
import { operations } from '../../../generated/contract.js';
import type { IamUser, Identity } from '../identity.js';
import { newId } from '../new-id.js';
import type { AnswerOf, BodyOf, IamOperationId, QueryOf } from '../operation.js';
import { findInvalidField, readQuery } from './contract.js';
import type { Environment } from './environment.js';
import { HttpError, textOf } from './http-error.js';
import type { Gateway } from './gateway.js';
import { BodyReader, dropRest } from './request-body.js';
import type { Tokens } from './tokens.js';

/** Whom IAM knows. */
export interface IamOptions {
  user: IamUser;
  /** The ids of the user and of its account. */
  ids: Identity['iamIds'];
  projectId: string;
  /** The name of the one project; the project of a region has the name of the region. */
  projectName: string;
  /** The gateway of VOD. */
  gateway: Gateway;
  tokens: Tokens;
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

/** The routes of IAM. */
export function iamRoutes(options: IamOptions): Hono<Environment> {
  const app = new Hono<Environment>();
  const bodies = new BodyReader();
  app.onError(async (error, context) => {
    await dropRest(context.env);
    const { headers } = context.req.raw;
    if (error instanceof HttpError) {
      // IAM's texts for a wrong signature or token are not documented; the gateway's say more.
      const hasCredentials = headers.has('authorization') || headers.has('x-auth-token');
      const text = 'The request you have made requires authentication.';
      const isMissing = error.status === 401 && !hasCredentials;
      error = new IamError(error.status, isMissing ? text : textOf(error));
    }
    if (!(error instanceof IamError)) throw error;
    const { status: code, message } = error;
    context.set('code', String(code));
    return answer({ error: { code, message, title: STATUS_CODES[code] } }, code);
  });
  const bodyOf = async (request: Request, bindings: Environment['Bindings']) => {
    const limits = { largest: largestBody, isAuthenticated: false };
    const bytes = await bodies.read(request, bindings, limits);
    if (!bytes) throw new IamError(400, 'The request body size is invalid.');
    return bytes;
  };
  app.post(operations.keystoneCreateUserTokenByPassword.path, async (context) => {
    context.set('operationId', 'keystoneCreateUserTokenByPassword');
    const request = context.req.raw;
    return createToken(request, await bodyOf(request, context.env), options);
  });
  app.get(operations.keystoneListProjects.path, async (context) => {
    context.set('operationId', 'keystoneListProjects');
    const request = context.req.raw;
    await options.gateway.authenticate(request, () => bodyOf(request, context.env));
    return listProjects(request, options);
  });
  return app;
}

async function createToken(
  request: Request,
  bytes: Uint8Array,
  { user, ids, projectId, projectName, tokens }: IamOptions,
): Promise<Response> {
  const { auth } = readLogin(bytes);
  const given = auth.identity.password.user;
  const isUser = await timingSafeEqual(
    JSON.stringify([given.name, given.password, given.domain.name]),
    JSON.stringify([user.name, user.password, user.domain]),
  );
  if (!isUser) throw new IamError(401, 'The username or password is wrong.');
  const { id, name } = auth.scope.project;
  if ((id ?? projectId) !== projectId || (name ?? projectName) !== projectName) {
    throw new IamError(404, `Could not find project: ${name ?? id ?? ''}.`);
  }
  const { nocatalog } = readParameters('keystoneCreateUserTokenByPassword', request);
  const { token, issuedAt, expiresAt } = await tokens.issue();
  const domain = { id: ids.domain, name: user.domain };
  const body: AnswerOf<'keystoneCreateUserTokenByPassword'> = {
    token: {
      ...(nocatalog === undefined ? { catalog: [] } : {}),
      expires_at: formatTime(expiresAt),
      issued_at: formatTime(issuedAt),
      methods: ['password'],
      project: { id: projectId, name: projectName, domain },
      roles: [{ id: '0', name: 'vod_adm' }],
      user: { id: ids.user, name: user.name, password_expires_at: '', domain },
    },
  };
  return answer(body, 201, { 'x-subject-token': token });
}

function listProjects(
  request: Request,
  { user, ids, projectId, projectName }: IamOptions,
): Response {
  const wanted = readParameters('keystoneListProjects', request);
  const { origin, pathname, searchParams } = new URL(request.url);
  const project = {
    id: projectId,
    name: projectName,
    domain_id: ids.domain,
    parent_id: ids.domain,
    enabled: true,
    is_domain: false,
    description: `The project of ${user.domain}`,
    links: { self: `${origin}${pathname}/${encodeURIComponent(projectId)}` },
  };
  const filters = ['name', 'domain_id', 'parent_id', 'enabled', 'is_domain'] as const;
  const isWanted = filters.every((name) => (wanted[name] ?? project[name]) === project[name]);
  const body: AnswerOf<'keystoneListProjects'> = {
    projects: isWanted && (wanted.page ?? 1) === 1 ? [project] : [],
    // The query is written anew, because a caller can send characters that a URI may not have.
    links: { self: `${origin}${pathname}?${searchParams.toString()}`, previous: null, next: null },
  };
  return answer(body, 200);
}

/** The body of a login, checked against the contract. */
function readLogin(bytes: Uint8Array): BodyOf<'keystoneCreateUserTokenByPassword'> {
  if (bytes.length === 0) throw new IamError(400, 'The request body size is invalid.');
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (findInvalidField('keystoneCreateUserTokenByPassword', body) === undefined) {
      return body as BodyOf<'keystoneCreateUserTokenByPassword'>; // It was just checked.
    }
  } catch {
    // It is no JSON.
  }
  throw new IamError(400, 'The request body is invalid');
}

function readParameters<Id extends IamOperationId>(operationId: Id, request: Request): QueryOf<Id> {
  const { values, invalid } = readQuery(operationId, new URL(request.url).searchParams);
  if (invalid !== undefined) throw new IamError(400, `Request parameter ${invalid} is invalid.`);
  return values as QueryOf<Id>; // It was just checked.
}

function answer(body: object, status: number, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...headers, 'x-iam-trace-id': newId() } });
}

/** A time as IAM writes it: to the microsecond, in UTC. */
function formatTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}
