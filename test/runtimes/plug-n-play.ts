/** The package as Yarn's Plug'n'Play installs it, where files are in archives and `node:fs` is Yarn's. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { root } from '../../scripts/run.js';
import { outputOf } from '../interop/program.js';

const settings = 'nodeLinker: pnp\nenableTelemetry: false\nenableGlobalCache: false\n';
const program = `import { fileURLToPath } from 'node:url';
import { createVodClient, extractAudio } from 'huaweicloud-vod';
import { startLocalVod } from 'huaweicloud-vod/local';
import { uploadAsset } from 'huaweicloud-vod/upload';
const sample = fileURLToPath(import.meta.resolve('huaweicloud-vod/sample.mp4'));
const { url: endpoint, projectId, credentials, close } = await startLocalVod({ ffmpeg: { backEnd: 'wasm' } });
const vod = createVodClient({ endpoint, projectId, credentials });
const job = await extractAudio(vod, { assetId: await uploadAsset(vod, sample), format: 'MP3' });
await (await job.wait()).download('audio.mp3');
await close();
`;

/**
 * Uploads the sample, extracts its audio in WebAssembly and downloads it.
 *
 * @param yarn the path of Yarn's program.
 * @param packed the path of the package.
 * @throws Error with what Yarn or the program printed.
 */
export async function extractWithPlugNPlay(
  parent: string,
  yarn: string,
  packed: string,
): Promise<string> {
  const folder = join(parent, 'plug-n-play');
  await mkdir(folder);
  await copyFile(packed, join(folder, basename(packed)));
  const { peerDependencies } = JSON.parse(
    await readFile(new URL('package.json', root), 'utf8'),
  ) as { peerDependencies: Record<string, string> };
  const dependencies = { ...peerDependencies, 'huaweicloud-vod': `file:./${basename(packed)}` };
  const manifest = { name: 'plug-n-play', private: true, type: 'module', dependencies };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, '.yarnrc.yml'), settings);
  await writeFile(join(folder, 'yarn.lock'), '');
  await writeFile(join(folder, 'program.js'), program);
  for (const list of [
    ['install', '--no-immutable'],
    ['node', 'program.js'],
  ]) {
    await outputOf({ program: process.execPath, arguments: [yarn, ...list], folder });
  }
  const { length } = await readFile(join(folder, 'audio.mp3'));
  if (length < 100_000) throw new Error(`The audio has ${length} bytes.`);
  return 'uploads, extracts in WebAssembly and downloads';
}
