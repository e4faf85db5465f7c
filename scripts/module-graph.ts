/**
 * Checks the imports of src/, types included, as a part of `npm run lint`: they follow the arrows, they form no
 * circle, and the variants of a platform module have the same names.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

/** What each module imports, by their paths from src/. */
type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * What each folder of src/ imports; it may import what those import, too. `index.ts` is src/index.ts, `local` has the
 * files that are directly in src/local/, and `generated` is beside src/.
 */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  cli: ['local', 'upload', 'extraction'],
  'index.ts': ['extraction'],
  upload: ['client'],
  extraction: ['client'],
  credentials: ['client'],
  client: ['auth', 'generated'],
  local: ['local/http', 'webhooks'],
  'local/http': ['local/assets', 'local/extraction', 'local/object-storage', 'local/delivery'],
  // These four are beside each other, and may import each other.
  'local/assets': ['local/extraction', 'local/object-storage', 'local/delivery', 'local/store'],
  'local/extraction': ['local/assets', 'local/object-storage', 'local/delivery', 'local/store'],
  'local/object-storage': ['local/assets', 'local/extraction', 'local/delivery', 'local/store'],
  'local/delivery': ['local/assets', 'local/extraction', 'local/object-storage', 'local/store'],
  'local/store': ['webhooks'],
  webhooks: ['auth', 'generated'],
  auth: ['platform'],
  platform: [],
};

/**
 * Everything that is wrong with the modules of a folder such as src/, a line each.
 *
 * @throws Error when a platform module has a syntax error.
 */
export async function problemsIn(folder: string): Promise<string[]> {
  const paths = (await readdir(folder, { recursive: true })).sort();
  const files = paths
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[jt]s$/.test(path));
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const { importedFiles } = ts.preProcessFile(
      await readFile(join(folder, file), 'utf8'),
      true,
      true,
    );
    graph.set(
      file,
      importedFiles.flatMap(({ fileName }) => modulesOf(fileName, file, files)),
    );
  }
  return [...wrongArrows(graph), ...circles(graph), ...(await unequalVariants(folder, files))];
}

/** The modules that an import names: by a path, or by a name of package.json such as `#digest`. */
function modulesOf(specifier: string, importer: string, files: readonly string[]): string[] {
  if (specifier.startsWith('#')) {
    const variant = new RegExp(`^platform/\\w+/${specifier.slice(1)}\\.ts$`);
    return files.filter((file) => variant.test(file));
  }
  const target = posix.join(posix.dirname(importer), specifier);
  if (target.startsWith('../')) return [target];
  const isPath = specifier.startsWith('.');
  return files.filter((file) => isPath && [target, target.replace(/\.js$/, '.ts')].includes(file));
}

function wrongArrows(graph: Graph): string[] {
  return [...graph].flatMap(([file, targets]) =>
    targets
      .filter((target) => !mayImport(folderOf(file), folderOf(target)))
      .map((target) => `${file} must not import ${target}: no arrow leads there.`),
  );
}

function folderOf(file: string): string {
  const [folder = '', inner = ''] = file.replace('../', '').split('/');
  return folder === 'local' && !inner.includes('.') ? `local/${inner}` : folder;
}

function mayImport(from: string, to: string, passed: readonly string[] = []): boolean {
  // All of the local service may share what lies directly in its folder, as long as that makes no circle.
  if (from === to || (to === 'local' && from.startsWith('local/'))) return true;
  return (arrows[from] ?? []).some(
    (next) => !passed.includes(next) && mayImport(next, to, [...passed, from]),
  );
}

function circles(graph: Graph): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      found.push(`A circle: ${[...trail.slice(trail.indexOf(file)), file].join(' -> ')}`);
    } else if (!done.has(file)) {
      for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

/** Compares values only: the types are those of the variant for the web everywhere. */
async function unequalVariants(folder: string, files: readonly string[]): Promise<string[]> {
  const variants = files.filter((file) => /^platform\/\w+\//.test(file));
  const names = new Map<string, string>();
  for (const file of variants) {
    const options = { format: 'esm', metafile: true, write: false, outdir: folder } as const;
    const { metafile } = await build({ entryPoints: [join(folder, file)], ...options });
    names.set(file, Object.values(metafile.outputs)[0]?.exports.sort().join(', ') ?? '');
  }
  return variants.flatMap((file) => {
    const web = `platform/web/${basename(file)}`;
    const [own, wanted] = [names.get(file), names.get(web) ?? 'nothing'];
    return own === wanted ? [] : [`${file} exports ${own ?? ''}, but ${web} exports ${wanted}.`];
  });
}
