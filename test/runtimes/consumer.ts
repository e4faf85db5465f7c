/** A TypeScript project that uses the installed package: do its types resolve, and say what they should? */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/run.js';
import { outputIn } from './run.js';

const program = `import { createVodClient, VodApiError, type VodClient } from 'huaweicloud-vod';
import { fromEnvironment } from 'huaweicloud-vod/credentials';
import { isAudioExtractComplete, signedSmnRequest, verifyMfsRequest } from 'huaweicloud-vod/webhooks';
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
await signedSmnRequest('https://example.com/', { privateKey: 'pem', topic_urn: 'u', message: event });
// @ts-expect-error A key is a text or a key of Web Crypto.
await signedSmnRequest('https://example.com/', { privateKey: 7, topic_urn: 'u', message: event });
`;

/** Where a project gets the types of its platform from: a browser has none of Node, and a server none of the DOM. */
const platforms = {
  browser: { lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
  Node: {
    lib: ['es2022'],
    types: ['node'],
    typeRoots: [fileURLToPath(new URL('node_modules/@types', root))],
  },
};
const modulesOf = { nodenext: 'nodenext', bundler: 'esnext' };

/** The ways in which a project may be compiled. */
export const consumers = (['browser', 'Node'] as const).flatMap((platform) =>
  (['nodenext', 'bundler'] as const).map((resolution) => ({ platform, resolution })),
);

/**
 * Compiles a program against the package that is installed in a folder, without any of its optional packages. The
 * declarations are checked as well.
 *
 * @param compiler the path of `tsc`.
 * @throws Error with the compiler's words.
 */
export async function compileConsumer(
  folder: string,
  compiler: string,
  { platform, resolution }: (typeof consumers)[number],
): Promise<string> {
  await writeFile(join(folder, 'consumer.mts'), program);
  const compilerOptions = {
    ...platforms[platform],
    target: 'es2022',
    module: modulesOf[resolution],
    moduleResolution: resolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const project = join(folder, `tsconfig.${platform}.${resolution}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files: ['consumer.mts'] }));
  await outputIn(folder, [process.execPath, compiler, '-p', project]);
  return `${resolution}, for ${platform} alone`;
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
