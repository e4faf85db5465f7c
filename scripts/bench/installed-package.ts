/** The package as a program that depends on it finds it: compiled, in a node_modules folder. */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root, runTool } from '../run.js';

/** A temporary folder with the package installed in it. */
export interface InstalledPackage {
  /** Of the folder, with a slash at its end. */
  url: URL;
  /** Of the compiled modules of src/, with a slash at its end. */
  modules: URL;
  remove: () => Promise<void>;
}

/**
 * Compiles the package and installs it. What tsx makes of the sources would be measured otherwise, with the
 * names that it gives to every function at run time.
 *
 * @throws Error with the compiler's complaints.
 */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'vod-bench-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true });
  try {
    const home = join(folder, 'node_modules/huaweicloud-vod');
    const compile = ['-p', 'tsconfig.build.json', '--declaration', 'false'];
    const { code, output } = await runTool('tsc', ...compile, '--outDir', join(home, 'dist'));
    if (code !== 0) throw new Error(`The package does not compile:\n${output}`);
    const manifest = await readFile(new URL('package.json', root), 'utf8');
    const {
      type,
      sideEffects,
      imports,
      peerDependencies: peers = {},
    } = JSON.parse(manifest) as Record<string, object>;
    await writeFile(join(home, 'package.json'), manifest);
    // As scripts/build.ts does.
    await writeFile(
      join(home, 'dist/package.json'),
      JSON.stringify({ type, sideEffects, imports }),
    );
    const ours = (path: string) => fileURLToPath(new URL(path, root));
    await cp(ours('generated/openapi.json'), join(home, 'generated/openapi.json'));
    const dependency = 'node_modules/openapi-fetch';
    await cp(ours(dependency), join(folder, dependency), { recursive: true });
    // What the local service needs finds there what it needs itself.
    for (const name of Object.keys(peers)) {
      const link = join(folder, 'node_modules', name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(ours(`node_modules/${name}`), link, 'junction');
    }
    const url = pathToFileURL(join(folder, '/'));
    return { url, modules: new URL('node_modules/huaweicloud-vod/dist/src/', url), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
