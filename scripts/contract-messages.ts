/**
 * Presents a contract as messages, each of them one schema, so that parameters, credentials and servers
 * can be compared by the same rules as bodies.
 */
import { withoutReferences } from './references.js';
import type { Direction, Schema } from './schema-changes.js';

/** What users send or receive in one piece. */
export interface Message {
  direction: Direction;
  schema: Schema;
}

/** An operation, or an event that the service sends. */
export interface Exchange {
  kind: 'operation' | 'event';
  /** The messages by name: `request`, `response 202`; of an event `event` and `answer 200`. */
  messages: ReadonlyMap<string, Message>;
  /** Where it stands in the contract, with all its texts and examples. */
  source: unknown;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  style?: string;
  explode?: boolean;
  schema?: Schema;
  /** What some parameters have in the place of `schema`. */
  content?: Body['content'];
  'x-component'?: string;
}

interface Body {
  required?: boolean;
  content?: Record<string, { schema?: Schema }>;
}

interface Response extends Body {
  headers?: Record<string, Omit<Parameter, 'name' | 'in'>>;
}

interface Operation {
  operationId?: string;
  deprecated?: boolean;
  parameters?: Parameter[];
  requestBody?: Body;
  responses?: Record<string, Response>;
  security?: Record<string, string[]>[];
  servers?: Server[];
}

type PathItem = Record<string, unknown> & Pick<Operation, 'parameters' | 'servers'>;

interface Server {
  url: string;
  variables?: Record<string, { enum?: string[] }>;
}

interface SecurityScheme {
  type: string;
  name?: string;
  in?: string;
  scheme?: string;
}

/** The members of a bundled document that matter here. */
export interface Contract {
  info: { version: string };
  paths?: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components?: {
    schemas?: Record<string, unknown>;
    securitySchemes?: Record<string, SecurityScheme>;
  };
  security?: Operation['security'];
  servers?: Server[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations by operation id and the events by name. */
export function exchangesOf(document: Contract): Map<string, Exchange> {
  const { paths = {}, webhooks = {} } = document;
  const resolved = withoutReferences({ paths, webhooks }, document);
  const exchanges = new Map<string, Exchange>();
  for (const [path, item] of Object.entries(resolved.paths)) {
    for (const [method, operation] of operationsOf(item)) {
      const address = `${method.toUpperCase()} ${path}`;
      const messages = new Map([['request', request(address, operation, item, document)]]);
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        messages.set(`response ${status}`, answer(response, 'received'));
      }
      const shared = Object.entries(item).filter(([name]) => !methods.includes(name));
      const source = [shared, operation];
      exchanges.set(operation.operationId ?? address, { kind: 'operation', messages, source });
    }
  }
  for (const [name, item] of Object.entries(resolved.webhooks)) {
    for (const [, operation] of operationsOf(item)) {
      // The user of an event is its receiver: the directions are the reverse of an operation's.
      const parts = [...parametersOf(operation, item), ...bodyParts(operation.requestBody)];
      const messages = new Map([['event', message('received', parts)]]);
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        messages.set(`answer ${status}`, answer(response, 'sent'));
      }
      exchanges.set(name, { kind: 'event', messages, source: item });
    }
  }
  return exchanges;
}

function operationsOf(item: PathItem): [string, Operation][] {
  return methods.flatMap((method) =>
    method in item ? [[method, item[method] as Operation] as [string, Operation]] : [],
  );
}

interface Part {
  name: string;
  required: boolean;
  schema: Schema;
}

/** A message is an object, and its parts are the properties. */
function message(direction: Direction, parts: Part[]): Message {
  const properties = Object.fromEntries(parts.map(({ name, schema }) => [name, schema]));
  const required = parts.filter((part) => part.required).map(({ name }) => name);
  return { direction, schema: { properties, required } };
}

function request(
  address: string,
  operation: Operation,
  item: PathItem,
  contract: Contract,
): Message {
  const security = operation.security ?? contract.security ?? [];
  const servers = operation.servers ?? item.servers ?? contract.servers ?? [];
  const schemes = contract.components?.securitySchemes ?? {};
  const choices = {
    address: [address],
    server: servers.flatMap(urlsOf),
    credentials: (security.length > 0 ? security : [{}]).map((names) => wireNames(names, schemes)),
  };
  return message('sent', [
    { name: 'operation', required: true, schema: { deprecated: operation.deprecated === true } },
    ...Object.entries(choices).map(([name, values]) => {
      const schema = { enum: values, 'x-component': name };
      return { name, required: true, schema };
    }),
    ...parametersOf(operation, item),
    ...bodyParts(operation.requestBody),
  ]);
}

function answer({ headers = {}, ...body }: Response, direction: Direction): Message {
  const parameters = Object.entries(headers).map(([name, header]) =>
    parameterPart({ ...header, name, in: 'header' }),
  );
  return message(direction, [...parameters, ...bodyParts({ ...body, required: true })]);
}

/** An operation's own parameters stand in for those of the same name that the path gives to all. */
function parametersOf({ parameters = [] }: Operation, item: PathItem): Part[] {
  const parts = [...(item.parameters ?? []), ...parameters].map(parameterPart);
  return [...new Map(parts.map((part) => [part.name, part])).values()];
}

function parameterPart(parameter: Parameter): Part {
  const { content = {}, required = false, 'x-component': component } = parameter;
  const schema = parameter.schema ?? Object.values(content)[0]?.schema;
  const style = parameter.style ?? (/^(query|cookie)$/.test(parameter.in) ? 'form' : 'simple');
  const explode = parameter.explode ?? style === 'form';
  return {
    name: `${parameter.name} (${parameter.in})`,
    required,
    schema: {
      ...(component === undefined ? {} : { 'x-component': component }),
      ...schema,
      serialization: explode ? `${style}, exploded` : style,
    },
  };
}

/** One part for each media type. JSON, the rule, has the empty name, so that places start in the body. */
function bodyParts({ required = false, content = {} }: Body = {}): Part[] {
  const types = Object.entries(content);
  return types.map(([type, { schema = {} }]) => ({
    name: type === 'application/json' ? '' : type,
    // Of several media types a message has one.
    required: required && types.length === 1,
    schema,
  }));
}

function urlsOf({ url, variables = {} }: Server): string[] {
  return Object.entries(variables).reduce(
    (urls, [name, { enum: values = [`{${name}}`] }]) =>
      urls.flatMap((text) => values.map((value) => text.replaceAll(`{${name}}`, value))),
    [url],
  );
}

/** Credentials by what is sent, since the names of the schemes are not. */
function wireNames(
  requirement: Record<string, string[]>,
  schemes: Record<string, SecurityScheme>,
): string {
  const names = Object.entries(requirement).map(([name, scopes]) => {
    const scheme = schemes[name];
    const wire = scheme?.name ?? scheme?.scheme ?? scheme?.type ?? name;
    return [wire, ...(scheme?.in === undefined ? [] : [`(${scheme.in})`]), ...scopes].join(' ');
  });
  return names.sort().join(' with ') || 'no credentials';
}
