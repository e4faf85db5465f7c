/** What the client knows of the operations of the contract. */
import { operations } from '../../generated/contract.js';

/** What a call is, as far as the client has to know. */
export interface Operation {
  /** `METHOD path template` for an operation of the contract, else the method and the path that is called. */
  name: string;
  /** Whether it may be repeated although an earlier attempt may have been carried out. */
  safeToRepeat: boolean;
  /** Whether a success has a JSON object in its body; undefined for an operation that the contract does not have. */
  answersObject?: boolean;
  /** The id of the project, as it is written in the path, where that has one. */
  projectId?: string | undefined;
}

const known = Object.values(operations).map(({ method, path, success, safeToRepeat }) => ({
  method,
  operation: { name: `${method} ${path}`, safeToRepeat, answersObject: success !== 204 },
  pattern: new RegExp(`^${path.replace('{project_id}', '([^/]+)').replaceAll('.', '\\.')}$`),
}));

/**
 * The operation of a method and a path below the endpoint. What the contract does not have is safe to repeat only
 * if it is a GET, HEAD or OPTIONS.
 */
export function findOperation(method: string, path: string): Operation {
  for (const { operation, pattern, ...candidate } of known) {
    const match = candidate.method === method ? pattern.exec(path) : null;
    if (match) return { ...operation, projectId: match[1] };
  }
  const safeToRepeat = ['GET', 'HEAD', 'OPTIONS'].includes(method);
  return { name: `${method} ${path}`, safeToRepeat };
}

const createJob = 'POST /v1.0/{project_id}/asset/extract_audio';
/** The members that the caller cannot do without, because they name what was created. */
const idOf: Record<string, string> = {
  [createJob]: 'audio_asset_id',
  'POST /v1.0/{project_id}/asset': 'asset_id',
};

/** What is wrong with a success, in words that follow "its answer"; undefined for one that can be used. */
export function problemOf(
  { name, answersObject }: Operation,
  url: URL,
  text: string,
): string | undefined {
  if (answersObject === undefined) return undefined;
  const answer = parseJson(text);
  if (!answersObject) return text !== '' && answer === undefined ? 'is no JSON' : undefined;
  if (!isRecord(answer)) return 'is no JSON object';
  const id = idOf[name];
  if (id && (typeof answer[id] !== 'string' || answer[id] === '')) return `has no ${id}`;
  // On a kept connection, the late answer to an earlier request may come instead of this one's.
  const isDetails = name === 'GET /v1.0/{project_id}/asset/details';
  const { asset_id: about } = answer;
  const asked = url.searchParams.get('asset_id');
  return isDetails && typeof about === 'string' && about !== asked
    ? 'is about another asset'
    : undefined;
}

/**
 * A warning about a success that can be used, for the logger. That a created job names another video is no error,
 * because the documented example does.
 */
export function warningOf({ name }: Operation, sent: string, text: string): string | undefined {
  const [asked, answered] = [sent, text].map(parseJson);
  if (name !== createJob || !isRecord(asked) || !isRecord(answered)) return undefined;
  const [one, other] = [asked['asset_id'], answered['asset_id']];
  return one === other
    ? undefined
    : `asked for ${String(one)}, it was answered about ${String(other)}`;
}

/** The value of a JSON text; undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
