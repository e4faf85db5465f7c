/**
 * `npm run docs`: renders the contract, its samples and the guides as one page, site/index.html, and builds the
 * signature calculator beside it. A browser can open both from the disk.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildCalculator } from './calculator.js';
import { type ContractDocument, operationsOf } from './contract-module.js';
import { addGuides, type GuidedDocument } from './guides.js';
import { root, runTool, temporaryFolder } from './run.js';
import { addSamples } from './samples.js';

/**
 * Renders the contract and the guides of docs/ with Redoc into one HTML file that works offline, from a server and
 * from the disk. The options are in redocly.yaml. The policy (CSP) of docs/page/template.html forbids every request.
 *
 * @param target - The file to write; its folder is made when missing.
 * @throws Error when Redocly fails.
 */
export async function buildDocs(target: string): Promise<void> {
  await using folder = await temporaryFolder('docs');
  const source = join(folder.path, 'openapi.json');
  const page = join(folder.path, 'index.html');
  const text = await readFile(new URL('generated/openapi.json', root), 'utf8');
  // The samples are for readers: generators for other languages have no use for them.
  const contract = linkOperations(JSON.parse(text) as ContractDocument & GuidedDocument);
  const document = await addSamples(contract);
  await writeFile(source, unwrapDescriptions(addGuides(document)));
  const options = ['--inlineBundle', '-o', page];
  const { code, output } = await runTool('redocly', 'build-docs', source, ...options);
  if (code !== 0) throw new Error(`redocly build-docs failed:\n${output}`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, mendLinks(await readFile(page, 'utf8')));
}

/**
 * Makes a link of each operation and event that a description names. The links are Redoc's own, and dead anywhere
 * else, so that the contract itself has none.
 */
function linkOperations<Document extends ContractDocument>(document: Document): Document {
  const ids = new Map(operationsOf(document).map(({ operation: { operationId: id } }) => [id, id]));
  for (const [name, { post }] of Object.entries(document.webhooks)) ids.set(name, post.operationId);
  const link = (code: string, name: string): string => {
    const id = ids.get(name);
    return id ? `[${code}](#operation/${id})` : code;
  };
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === 'description' && typeof value === 'string'
      ? value.replace(/```.*?```|`(\w+)`/gs, (code, name?: string) =>
          name ? link(code, name) : code,
        )
      : value,
  );
  return JSON.parse(text) as Document; // The same, but for its descriptions.
}

/**
 * Puts each paragraph of a description on one line: Redoc's search drops line ends, and so would glue
 * the last word of a line to the first of the next. Headings, tables, lists and code keep their lines.
 */
function unwrapDescriptions(document: GuidedDocument): string {
  const lineEnd = /(?:(?<=^[^#|>\s].*\S)\n|(?<=^> .*\S)\n> )(?=[\p{L}\d`([]|\*\*)(?!\d+\. )/gmu;
  return JSON.stringify(document, (key, value: unknown) =>
    key === 'description' && typeof value === 'string' && !value.includes('```')
      ? value.replace(lineEnd, ' ')
      : value,
  );
}

/**
 * Makes the links of the prerendered page work in a new tab: they name paths of a server, which Redoc's click handler
 * alone understands. The script of the page stays as it is.
 */
function mendLinks(html: string): string {
  const script = '<script type="module">';
  const [body = '', ...rest] = html.split(script);
  return [body.replaceAll(' href="/', ' href="#/'), ...rest].join(script);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const site = fileURLToPath(new URL('site/', root));
  await buildDocs(join(site, 'index.html'));
  await buildCalculator(join(site, 'signature-calculator.html'));
  console.log('site/index.html\nsite/signature-calculator.html');
}
