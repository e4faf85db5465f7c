/**
 * `npm run generate`: makes everything in generated/ from openapi/ and docs/diagrams/; with `--check` it
 * changes nothing and fails when a committed file is not what it would make.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { bundleContract } from './bundle.js';
import { catalogueModule, contractModule } from './contract-module.js';
import { drawDiagrams } from './diagrams.js';
import { root } from './run.js';
import { makeSample } from './sample.js';
import { schemaModule } from './schema-module.js';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const folder = await mkdtemp(join(tmpdir(), 'vod-generate-'));
try {
  const document = await bundleContract();
  const made: Record<string, string | Buffer> = {
    'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    'schema.ts': await typescript(await schemaModule(document)),
    'contract.ts': await typescript(contractModule(document)),
    'error-catalogue.ts': await typescript(catalogueModule(document)),
    'sample.mp4': await sample(),
  };
  for (const [name, svg] of Object.entries(await drawDiagrams())) made[`diagrams/${name}`] = svg;
  if (!values.check) await mkdir(new URL('generated/diagrams/', root), { recursive: true });
  for (const [name, content] of Object.entries(made)) {
    const file = new URL(`generated/${name}`, root);
    if (!values.check) {
      await writeFile(file, content);
    } else if (
      !(await readFile(file).catch(() => Buffer.alloc(0))).equals(
        typeof content === 'string' ? Buffer.from(content) : content,
      )
    ) {
      console.error(
        `generated/${name} is not what openapi/, docs/diagrams/ and scripts/ make: run npm run generate.`,
      );
      process.exitCode = 1;
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

async function sample(): Promise<Buffer> {
  const target = join(folder, 'sample.mp4');
  await makeSample(target);
  return readFile(target);
}

async function typescript(text: string): Promise<string> {
  return format(text, {
    ...(await resolveConfig(new URL('package.json', root))),
    parser: 'typescript',
  });
}
