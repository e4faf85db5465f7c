/** Packages from PyPI, in a virtual environment that stays, because installing takes longer than running. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/run.js';
import { outputOf } from './program.js';

/**
 * The path of a Python that has some packages, which are installed when they are not there yet. Programs of the
 * packages are beside it.
 *
 * @param packages with their versions, such as `requests==2.34.2`.
 * @throws Error with what pip says when the packages cannot be installed.
 */
export async function pythonWith(...packages: string[]): Promise<string> {
  const name = packages.join('-').replaceAll('==', '-');
  const environment = fileURLToPath(new URL(`node_modules/.cache/${name}/`, root));
  const python = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  const complete = join(environment, 'complete');
  if (!existsSync(complete)) {
    await outputOf({ program: 'python3', arguments: ['-m', 'venv', environment] });
    const options = ['--quiet', '--disable-pip-version-check', ...packages];
    const install = ['-m', 'pip', 'install', ...options];
    await outputOf({ program: python, arguments: install });
    await writeFile(complete, '');
  }
  return python;
}
