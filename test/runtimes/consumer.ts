/** A TypeScript project that uses the installed package: do its types resolve, and say what they should? */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { outputIn } from './run.js';

const program = `import { createVodClient, VodApiError, type VodClient } from 'huaweicloud-vod';
import { fromEnvironment } from 'huaweicloud-vod/credentials';
import { isAudioExtractComplete, verifyMfsRequest } from 'huaweicloud-vod/webhooks';
import { uploadAsset } from 'huaweicloud-vod/upload';

const credentials = fromEnvironment();
export const vod: VodClient = createVodClient({ region: 'cn-north-4', credentials });
const path = '/v1.0/{project_id}/asset/extract_audio';
const { data } = await vod.POST(path, { body: { asset_id: 'a', parameter: { format: 'MP3' } } });
data.audio_asset_id satisfies string;
// @ts-expect-error The contract has no such format: an unresolved type would take it.
await vod.POST(path, { body: { asset_id: 'a', parameter: { format: 'OGG' } } });
// @ts-expect-error Nor such a path.
await vod.GET('/nowhere', {});
const event = await verifyMfsRequest(new Request('https://example.com/'), { key: 'k' });
if (isAudioExtractComplete(event)) event.audio_extract_info.asset_id satisfies string;
// @ts-expect-error A region is one of a list.
createVodClient({ region: 'nowhere', credentials });
VodApiError satisfies abstract new (...args: never) => Error;
uploadAsset satisfies (vod: VodClient, ...rest: never[]) => Promise<string>;
`;

/**
 * Compiles a program against the package that is installed in a folder.
 *
 * It is checked with its declarations and without the types of Node, which a project for browsers lacks.
 *
 * @throws Error with the compiler's words.
 */
export async function compileConsumer(
  folder: string,
  moduleResolution: 'nodenext' | 'bundler',
): Promise<string> {
  await writeFile(join(folder, 'consumer.mts'), program);
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext',
    moduleResolution,
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
  };
  const project = join(folder, `tsconfig.${moduleResolution}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files: ['consumer.mts'] }));
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  await outputIn(folder, [process.execPath, compiler, '-p', project]);
  return 'the types resolve';
}

/**
 * Checks that no declaration imports by the map of the package's own package.json, which not every compiler reads.
 *
 * @throws Error with the names of those that do.
 */
export async function checkDeclarations(folder: string): Promise<string> {
  const dist = join(folder, 'node_modules/huaweicloud-vod/dist');
  const files = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.d.ts'));
  const leaking: string[] = [];
  for (const file of files) {
    if (/['"]#\w/.test(await readFile(join(dist, file), 'utf8'))) leaking.push(file);
  }
  if (leaking.length > 0) throw new Error(`These import by the map: ${leaking.join(', ')}`);
  return `${files.length} files import by path`;
}
