/** The generators that are tried, how each is run, and how its client is built. */
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/run.js';
import { clientsOfOtherLanguages } from './clients-of-other-languages.js';
import { byOpenapiGenerator, cache } from './openapi-generator.js';
import { type Command, missingProgram, outputOf } from './program.js';
import { pythonWith } from './python-environment.js';

/** A generator, and the program that uses its client. */
export interface GeneratedClient {
  language: string;
  generator: string;
  version: string;
  document: 'openapi.client.json' | 'openapi.client-3.0.json';
  /** The folder of the program in clients/. */
  program: string;
  /** Whether there is a compiler or interpreter here, so that it does the job. */
  doesJob: boolean;
  findMissing: () => Promise<string | undefined> | string | undefined;
  /** Generates into `generated/` of the folder; returns what the generator printed. */
  generate: (paths: { document: string; folder: string }) => Promise<string>;
  /** Builds the program in the folder; returns the command that runs it. */
  build: (folder: string) => Promise<Command | undefined>;
}

/** Packages of npm that only these checks need, in a folder that stays. */
async function npmPackages(...packages: string[]): Promise<string> {
  const folder = cache('generators-for-typescript/');
  const complete = join(folder, packages.join('_').replace(/[^\w.@-]/g, '-'));
  if (!existsSync(complete)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    const options = ['--no-audit', '--no-fund', '--save-exact', '--prefix', folder];
    await outputOf({ program: 'npm', arguments: ['install', ...options, ...packages] });
    await writeFile(complete, '');
  }
  return folder;
}

const typescriptGenerators = [
  'typescript@5.9.3', // hey-api does not run with 7.
  '@hey-api/openapi-ts@0.99.0',
  'orval@8.38.0',
  'swagger-typescript-api@13.13.0',
  ...['cli', 'core', 'plugin-client', 'plugin-oas', 'plugin-ts'].map(
    (part) => `@kubb/${part}@4.39.3`,
  ),
];

function typescript(
  generator: string,
  version: string,
  program: string,
  run: (paths: {
    document: string;
    output: string;
    folder: string;
  }) => Promise<string[]> | string[],
): GeneratedClient {
  return {
    language: 'TypeScript',
    generator,
    version,
    document: 'openapi.client.json',
    program: 'typescript',
    doesJob: true,
    findMissing: () => undefined,
    async generate({ document, folder }) {
      const packages = await npmPackages(...typescriptGenerators);
      const [tool = '', ...options] = await run({
        document,
        folder,
        output: join(folder, 'generated'),
      });
      return outputOf({
        program: process.execPath,
        arguments: [join(packages, 'node_modules', tool), ...options],
        folder: packages,
      });
    },
    build: (folder) => buildTypeScript(folder, program),
  };
}

/** Type-checks a program with its client, and makes one JavaScript file of both. */
async function buildTypeScript(folder: string, program: string): Promise<Command> {
  const bin = (tool: string): string => fileURLToPath(new URL(`node_modules/.bin/${tool}`, root));
  const packages = await npmPackages(...typescriptGenerators);
  await symlink(join(packages, 'node_modules'), join(folder, 'node_modules'));
  const settings = {
    compilerOptions: {
      ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true },
      ...{ noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: ['node'],
      typeRoots: [fileURLToPath(new URL('node_modules/@types', root))],
    },
    files: [`${program}.ts`],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  await outputOf({ program: bin('tsc'), arguments: ['-p', folder] });
  await outputOf({
    program: bin('esbuild'),
    folder,
    arguments: [
      ...[`${program}.ts`, '--bundle', '--platform=node', '--format=esm', '--outfile=job.mjs'],
      '--log-level=error',
    ],
  });
  return { program: process.execPath, arguments: [join(folder, 'job.mjs')] };
}

const findPython = (): string | undefined => missingProgram(['python3', '-m', 'venv', '--help']);

/** A program in Python, with the packages that the generated client needs. */
function buildPython(program: string, ...packages: string[]) {
  return async (folder: string): Promise<Command> => ({
    program: await pythonWith(...packages),
    arguments: [program],
    folder,
  });
}

const findGo = (): string | undefined => missingProgram(['go', 'version']);

/** A program in Go: what all of them share, and the file that is named. */
function buildGo(program: string) {
  return async (folder: string): Promise<Command> => {
    await outputOf({ program: 'go', arguments: ['mod', 'tidy', '-e'], folder });
    const files = ['job.go', program];
    await outputOf({ program: 'go', arguments: ['build', '-o', 'job', ...files], folder });
    return { program: join(folder, 'job'), arguments: [] };
  };
}

/** Runs a tool of Go by its module and version; Go keeps it. */
const runGoTool = (...options: string[]): Promise<string> =>
  outputOf({ program: 'go', arguments: ['run', ...options] });

const oapiCodegen = `package: vod
generate:
  models: true
  client: true
output-options:
  # Otherwise two types get one name.
  response-type-suffix: Result
`;

/** The generators, in the order of the guide's table. */
export const clients: readonly GeneratedClient[] = [
  byOpenapiGenerator('typescript-fetch', '', {
    language: 'TypeScript',
    program: 'typescript',
    tools: [],
    build: (folder) => buildTypeScript(folder, 'openapi-generator'),
  }),
  typescript('@hey-api/openapi-ts', '0.99.0', 'hey-api', ({ document, output }) => [
    '@hey-api/openapi-ts/bin/run.js',
    '-i',
    document,
    '-o',
    output,
  ]),
  typescript('orval', '8.38.0', 'orval', ({ document, output }) => [
    ...['orval/dist/bin/orval.mjs', '--input', document],
    ...['--output', join(output, 'vod.ts'), '--client', 'fetch'],
  ]),
  typescript(
    'swagger-typescript-api',
    '13.13.0',
    'swagger-typescript-api',
    ({ document, output }) => [
      ...['swagger-typescript-api/dist/cli.mjs', 'generate', '-p', document],
      ...['-o', output, '-n', 'vod.ts', '--generate-union-enums'],
    ],
  ),
  typescript('kubb', '4.39.3', 'kubb', async ({ document, output }) => {
    const packages = await npmPackages(...typescriptGenerators);
    const config = join(packages, 'kubb.config.mjs');
    const part = (name: string, path: string): string =>
      `import { ${name} } from '@kubb/${path}';\n`;
    await writeFile(
      config,
      part('defineConfig', 'core') +
        part('pluginOas', 'plugin-oas') +
        part('pluginTs', 'plugin-ts') +
        part('pluginClient', 'plugin-client') +
        `export default defineConfig({
          root: '.',
          input: { path: ${JSON.stringify(document)} },
          output: { path: ${JSON.stringify(output)}, clean: true },
          plugins: [pluginOas({ generators: [] }), pluginTs(), pluginClient({ client: 'fetch' })],
        });\n`,
    );
    return ['@kubb/cli/bin/kubb.cjs', 'generate', '--config', config];
  }),
  byOpenapiGenerator('python', '', {
    language: 'Python',
    program: 'python',
    tools: [['python3', '-m', 'venv', '--help']],
    build: buildPython(
      'openapi_generator.py',
      'urllib3==2.7.0',
      'python-dateutil==2.9.0.post0',
      'pydantic==2.13.4',
      'typing-extensions==4.15.0',
    ),
  }),
  {
    language: 'Python',
    generator: 'openapi-python-client',
    version: '0.29.1',
    document: 'openapi.client.json',
    program: 'python',
    doesJob: true,
    findMissing: findPython,
    async generate({ document, folder }) {
      const python = await pythonWith('openapi-python-client==0.29.1');
      const config = join(folder, 'config.yaml');
      // It runs ruff over its files otherwise.
      await writeFile(config, 'package_name_override: vod\npost_hooks: []\n');
      return outputOf({
        program: join(python, '../openapi-python-client'),
        arguments: [
          ...['generate', '--path', document, '--meta', 'none', '--config', config],
          ...['--output-path', join(folder, 'generated/vod')],
        ],
      });
    },
    // What its clients need, it needs itself.
    build: buildPython('openapi_python_client.py', 'openapi-python-client==0.29.1'),
  },
  byOpenapiGenerator('go', 'packageName=vod,withGoMod=false,enumClassPrefix=true', {
    language: 'Go',
    program: 'go',
    tools: [['go', 'version']],
    build: buildGo('openapi_generator.go'),
  }),
  {
    language: 'Go',
    generator: 'oapi-codegen',
    version: '2.8.2',
    document: 'openapi.client.json',
    program: 'go',
    doesJob: true,
    findMissing: findGo,
    async generate({ document, folder }) {
      const config = join(folder, 'config.yaml');
      await writeFile(config, `${oapiCodegen}output: ${join(folder, 'generated/vod.go')}\n`);
      const tool = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2';
      return runGoTool(tool, '-config', config, document);
    },
    build: buildGo('oapi_codegen.go'),
  },
  {
    language: 'Go',
    generator: 'ogen',
    version: '1.25.0',
    document: 'openapi.client.json',
    program: 'go',
    doesJob: true,
    findMissing: findGo,
    generate: ({ document, folder }) =>
      runGoTool(
        'github.com/ogen-go/ogen/cmd/ogen@v1.25.0',
        ...['--target', join(folder, 'generated'), '--package', 'vod', '--clean', document],
      ),
    build: buildGo('ogen.go'),
  },
  byOpenapiGenerator('java', 'hideGenerationTimestamp=true', {
    language: 'Java',
    program: 'java',
    tools: [['javac', '-version']],
    async build(folder) {
      const pom = join(folder, 'generated/pom.xml');
      await outputOf({
        program: 'mvn',
        arguments: [
          ...['-q', '-B', '-f', pom, 'compile', 'dependency:copy-dependencies'],
          ...['-DincludeScope=runtime', '-DoutputDirectory=lib'],
        ],
      });
      const classpath = ['target/classes', 'lib/*']
        .map((part) => join(folder, 'generated', part))
        .concat(folder)
        .join(delimiter);
      await outputOf({ program: 'javac', arguments: ['-cp', classpath, 'Job.java'], folder });
      return { program: 'java', arguments: ['-cp', classpath, 'Job'] };
    },
  }),
  ...clientsOfOtherLanguages,
];
