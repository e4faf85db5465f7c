/** Programs in TypeScript made plain JavaScript, so that each of many processes starts without a loader. */
import { copyFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles programs with the sources of this package, and puts each into the folder as `<its name>.js`. They
 * share what they import. Other packages, and the files of this one, are found from the folder.
 *
 * @param programs - The files; their names have to differ.
 * @param tsconfig - Says what is meant by the names of imports.
 * @example
 * await makePlain(folder, ['scripts/start.ts'], 'tsconfig.json');
 */
export async function makePlain(
  folder: string,
  programs: string[],
  tsconfig: string,
): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    tsconfig,
    logLevel: 'warning',
  });
  // The service finds the contract by the name of the package, and so does the command its sample and version.
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
  // A thread, such as that of FFmpeg in WebAssembly, starts with a file beside the module that starts it.
  const worker = 'ffmpeg-worker.js';
  await copyFile(join(root, 'src/local/extraction', worker), join(folder, worker));
  for (const name of ['generated', 'node_modules']) {
    await symlink(join(root, name), join(folder, name), 'junction');
  }
}
