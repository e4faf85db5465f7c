/** A sample of one request in each language: by httpsnippet, and in TypeScript by the client of this package. */
import { HTTPSnippet } from '@readme/httpsnippet';
import { format, resolveConfig } from 'prettier';
import { root } from './run.js';

/** The request that a sample sends, and what it prints of the answer. */
export interface ExampleRequest {
  operationId: string;
  method: string;
  /** The path template, such as `/v1.0/{project_id}/asset`. */
  path: string;
  pathParameters: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  /** The environment variable with the endpoint: `VOD_ENDPOINT`, or that of another service, such as `IAM_ENDPOINT`. */
  endpointVariable: string;
  /** The header that carries the token; undefined where the operation needs no token. */
  tokenHeader: string | undefined;
  /** The headers that a success always has: they are printed, because a part of the result is in them. */
  answerHeaders: string[];
  /** Whether a success has a body. */
  hasAnswer: boolean;
}

/** A language that has samples. */
export interface SampleLanguage {
  /** The language, by which the code is highlighted. */
  lang: string;
  /** The name of the language on the page. */
  label: string;
  /** The text of the sample. */
  write: (request: ExampleRequest) => string | Promise<string>;
}

/** The languages of the samples, in the order in which they are shown. */
export const sampleLanguages: readonly SampleLanguage[] = [
  { lang: 'Shell', label: 'curl', write: curl },
  { lang: 'TypeScript', label: 'TypeScript', write: typescript },
  { lang: 'Python', label: 'Python', write: python },
  { lang: 'Go', label: 'Go', write: go },
  { lang: 'Java', label: 'Java', write: java },
];

/** Marks the place of an environment variable in a text that httpsnippet makes; it writes hosts in lower case. */
const marked = (variable: string) => `__${variable}__`;
const mark = /(?:https:\/\/)?__(\w+?)__/i;

/** A sample by httpsnippet, with marks for the environment variables. */
function snippet(
  request: ExampleRequest,
  target: 'shell' | 'python' | 'go' | 'java',
  client: string,
  options = {},
): string {
  const { body, tokenHeader } = request;
  const headers = [];
  if (tokenHeader !== undefined) headers.push({ name: tokenHeader, value: marked('VOD_TOKEN') });
  if (body !== undefined) headers.push({ name: 'Content-Type', value: 'application/json' });
  const text = body === undefined ? '' : JSON.stringify(body);
  if (/['`\\]/.test(text)) {
    throw new Error(
      `The example of ${request.operationId} has a quotation mark, a backslash or a control character in a text, ` +
        'which httpsnippet 11.4 does not escape in curl and Python: give it another text.',
    );
  }
  const har = {
    method: request.method,
    url: `https://${marked(request.endpointVariable)}${requestTarget(request, marked('VOD_PROJECT_ID'))}`,
    httpVersion: 'HTTP/1.1',
    headers,
    cookies: [],
    queryString: [],
    postData: { mimeType: 'application/json', text },
    headersSize: -1,
    bodySize: -1,
  };
  const [code] = new HTTPSnippet(har).convert(target, client, options);
  if (!code) throw new Error(`httpsnippet has no ${target} ${client}.`);
  return code;
}

/** The path and the query, which is in the URL because some of httpsnippet's targets lose a list that is apart. */
function requestTarget({ path, pathParameters, query }: ExampleRequest, projectId: string): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'project_id' ? projectId : encodeURIComponent(String(pathParameters[name])),
  );
  const pairs = Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)]))
    .map((pair) => pair.map(encodeURIComponent).join('='));
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled;
}

/** Puts environment variables in the place of the marks in string literals: `"a" + variable + "b"`. */
function withVariables(code: string, variable: (name: string) => string): string {
  return code.replaceAll(/"([^"\\\n]*)"/g, (_, text: string) =>
    text
      .split(mark)
      .map((part, index) => (index % 2 === 1 ? variable(part.toUpperCase()) : `"${part}"`))
      .filter((part, index, { length }) => length === 1 || part !== '""')
      .join(' + '),
  );
}

function curl(request: ExampleRequest): string {
  const code = snippet(request, 'shell', 'curl').replaceAll(
    /^( +--(?:url|header) )'?(.*?__.*?)'?( \\)?$/gm,
    (_, option: string, text: string, lineEnd = '') => {
      const filled = text.replaceAll(
        new RegExp(mark, 'gi'),
        (_, name: string) => `$${name.toUpperCase()}`,
      );
      return `${option}"${filled}"${lineEnd}`;
    },
  );
  return request.answerHeaders.length > 0 ? code.replace('curl', 'curl --include') : code;
}

function python(request: ExampleRequest): string {
  const code = snippet(request, 'python', 'requests').replace(
    'import requests',
    'import os\n\nimport requests # python3 -m pip install requests',
  );
  const headers = request.answerHeaders.map((name) => `print(response.headers.get("${name}"))\n`);
  return withVariables(code, (name) => `os.environ["${name}"]`).replace(
    'print(',
    `${headers.join('')}print(`,
  );
}

function go(request: ExampleRequest): string {
  const { body, answerHeaders } = request;
  const code = snippet(request, 'go', 'native', { checkErrors: true });
  const packages = ['fmt', 'io', 'net/http', 'os', ...(body === undefined ? [] : ['strings'])];
  const headers = answerHeaders.map((name) => `fmt.Println(res.Header.Get("${name}"))\n\t`);
  const filled = withVariables(code, (name) => `os.Getenv("${name}")`);
  return withBody(filled, body, '`', '`')
    .replace(/import \([^)]*\)/, `import (\n${packages.map((name) => `\t"${name}"\n`).join('')})`)
    .replace('fmt.Println(', `${headers.join('')}fmt.Println(`);
}

function java(request: ExampleRequest): string {
  const { operationId, body, answerHeaders } = request;
  const code = snippet(request, 'java', 'nethttp');
  const headers = answerHeaders.map(
    (name) => `System.out.println(response.headers().firstValue("${name}").orElse(""));\n`,
  );
  const filled = withVariables(code, (name) => `System.getenv("${name}")`);
  const statements = withBody(filled, body, '"""\n', '"""').replace(
    'System.out',
    `${headers.join('')}System.out`,
  );
  const imports = ['URI', 'http.HttpClient', 'http.HttpRequest', 'http.HttpResponse'];
  return `${imports.map((name) => `import java.net.${name};\n`).join('')}
class ${operationId.charAt(0).toUpperCase()}${operationId.slice(1)} {
    public static void main(String[] args) throws Exception {
${statements.replaceAll(/^(?=.)/gm, ' '.repeat(8))}
    }
}`;
}

/** Puts a readable body in the place of the string literal that httpsnippet writes on one line, full of backslashes. */
function withBody(code: string, body: unknown, start: string, end: string): string {
  if (body === undefined) return code;
  const literal = JSON.stringify(JSON.stringify(body));
  return code.replace(literal, () => `${start}${JSON.stringify(body, null, 2)}${end}`);
}

async function typescript(request: ExampleRequest): Promise<string> {
  const code = request.endpointVariable === 'VOD_ENDPOINT' ? vodCall(request) : plainFetch(request);
  const settings = await resolveConfig(new URL('package.json', root));
  // So wide are the lines of a sample on the page.
  return format(code, { ...settings, parser: 'typescript', printWidth: 60 });
}

/** A call by the client of this package. */
function vodCall(request: ExampleRequest): string {
  const { query, body, answerHeaders, hasAnswer } = request;
  // The client fills in the project id.
  const path = Object.entries(request.pathParameters).filter(([name]) => name !== 'project_id');
  const params = {
    ...(path.length > 0 && { path: Object.fromEntries(path) }),
    ...(Object.keys(query).length > 0 && { query }),
  };
  const init = {
    ...(Object.keys(params).length > 0 && { params }),
    ...(body !== undefined && { body }),
  };
  const call = [
    `'${request.path}'`,
    ...(Object.keys(init).length > 0 ? [JSON.stringify(init)] : []),
  ];
  const printed = answerHeaders.map((name) => `response.headers.get('${name}')`);
  printed.push(hasAnswer ? 'data' : 'response.status');
  const names = ['data', 'response'].filter((name) =>
    printed.some((each) => each.startsWith(name)),
  );
  return `import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = '',
  VOD_PROJECT_ID: projectId = '',
  VOD_TOKEN: token = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { token } });

const { ${names.join(', ')} } = await vod.${request.method}(${call.join(', ')});
${printed.map((each) => `console.log(${each});\n`).join('')}`;
}

/** A call of another service, which the client of this package does not call. */
function plainFetch(request: ExampleRequest): string {
  const { method, endpointVariable, tokenHeader, body, answerHeaders } = request;
  const variables = [
    `${endpointVariable}: endpoint = ''`,
    ...(request.path.includes('{project_id}') ? ["VOD_PROJECT_ID: projectId = ''"] : []),
    ...(tokenHeader === undefined ? [] : ["VOD_TOKEN: token = ''"]),
  ];
  const headers = [
    ...(tokenHeader === undefined ? [] : [`'${tokenHeader}': token`]),
    ...(body === undefined ? [] : ["'Content-Type': 'application/json'"]),
  ];
  const options = [
    ...(method === 'GET' ? [] : [`method: '${method}'`]),
    `headers: { ${headers.join(', ')} }`,
    ...(body === undefined ? [] : [`body: JSON.stringify(${JSON.stringify(body)})`]),
  ];
  const printed = [
    ...answerHeaders.map((name) => `response.headers.get('${name}')`),
    'await response.text()',
  ];
  return `const { ${variables.join(', ')} } = process.env;

const response = await fetch(\`\${endpoint}${requestTarget(request, '${projectId}')}\`, { ${options.join(', ')} });
${printed.map((each) => `console.log(${each});\n`).join('')}`;
}
