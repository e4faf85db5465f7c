/** openapi-generator, which makes the clients of most languages. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/run.js';
import type { GeneratedClient } from './clients.js';
import { missingProgram, outputOf } from './program.js';

/** A folder that stays, for what a second run need not fetch or build again. */
export const cache = (name: string): string =>
  fileURLToPath(new URL(`node_modules/.cache/${name}`, root));

const openapiGenerator = '7.25.0';

/** The jar of openapi-generator, from Maven Central. */
async function generatorJar(): Promise<string> {
  const folder = cache('openapi-generator/');
  const jar = join(folder, `openapi-generator-cli-${openapiGenerator}.jar`);
  if (!existsSync(jar)) {
    await mkdir(folder, { recursive: true });
    const artifact = `org.openapitools:openapi-generator-cli:${openapiGenerator}`;
    await outputOf({
      program: 'mvn',
      arguments: [
        ...['-q', '-B', 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'],
        ...[`-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`],
      ],
    });
  }
  return jar;
}

/** A client of openapi-generator, with its additional properties. */
export function byOpenapiGenerator(
  name: string,
  properties: string,
  rest: Pick<GeneratedClient, 'language' | 'program' | 'build'> & {
    tools: [string, ...string[]][];
    doesJob?: boolean;
  },
): GeneratedClient {
  const { tools, doesJob = true, ...others } = rest;
  return {
    ...others,
    generator: `openapi-generator ${name}`,
    version: openapiGenerator,
    document: 'openapi.client.json',
    doesJob,
    findMissing: () => missingProgram(['java', '-version'], ['mvn', '-version'], ...tools),
    async generate({ document, folder }) {
      const jar = await generatorJar();
      const options = properties ? [`--additional-properties=${properties}`] : [];
      return outputOf({
        program: 'java',
        arguments: [
          ...['-jar', jar, 'generate', '-g', name, '-i', document],
          ...['-o', join(folder, 'generated'), ...options],
        ],
      });
    },
  };
}
