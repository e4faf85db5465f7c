/** Bundles TypeScript programs to JavaScript, which many processes can start quickly without a loader. */
import { copyFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles each program with the sources of this package into the folder, as `<its name>.js`. Links to other packages,
 * unless `packages` is false, and to the files of this one are put there, too.
 *
 * @param programs the files; their names have to differ.
 * @param tsconfig maps the names of imports.
 */
export async function makePlain(
  folder: string,
  programs: string[],
  tsconfig: string,
  packages = true,
): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    splitting: true, // Keeps the dynamic imports, which fail when a package is missing.
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    tsconfig,
    logLevel: 'warning',
  });
  // The contract, the sample and the version are found by the name of the package.
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
  // The thread of FFmpeg in WebAssembly starts from a file beside its module.
  const worker = 'ffmpeg-worker.js';
  await copyFile(join(root, 'src/local/extraction', worker), join(folder, worker));
  for (const name of packages ? ['generated', 'node_modules'] : ['generated']) {
    await symlink(join(root, name), join(folder, name), 'junction');
  }
}
