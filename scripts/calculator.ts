/** Builds the signature calculator: one HTML file with the client's own signer in it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './run.js';

const source = new URL('docs/signature-calculator/', root);

/**
 * Builds docs/signature-calculator/ into one file that works offline, from a server and from the disk. The policy
 * (CSP) in its index.html forbids the browser every request, so that no key can leave the page.
 *
 * @param target - The file to write; its folder is made when missing.
 * @throws Error when the code does not build, or the contract lacks an example that the page shows.
 */
export async function buildCalculator(target: string): Promise<void> {
  const template = await readFile(new URL('index.html', source), 'utf8');
  const [style, script] = await Promise.all(['style.css', 'calculator.ts'].map(bundle));
  const html = (await fillExamples(template))
    .replace('<link rel="stylesheet" href="style.css" />', () => `<style>${style ?? ''}</style>`)
    .replace(' src="calculator.ts">', () => `>${script ?? ''}`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, html);
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, source))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write: false,
  });
  return outputFiles[0]?.text.trim() ?? '';
}

/** Puts the contract's examples where the template names them: the page shows what the contract says. */
async function fillExamples(template: string): Promise<string> {
  const contract = JSON.parse(await readFile(new URL('generated/openapi.json', root), 'utf8')) as {
    components: { examples: Record<string, { value: unknown }> };
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const example = contract.components.examples[name];
    if (example === undefined) throw new Error(`The contract has no example ${name}.`);
    return JSON.stringify(example.value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  });
}
