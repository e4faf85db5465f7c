/** Builds the signature calculator: one HTML file with the client's own signer in it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { icon, inlineHashes, replaceOnce } from './page.js';
import { root } from './run.js';

const source = new URL('docs/signature-calculator/', root);

/**
 * Builds docs/signature-calculator/ into one file that works offline, from a server and from the disk. Its own
 * policy (CSP) forbids the browser every request, so that no key can leave it.
 *
 * @param target - The file to write; its folder is made when missing.
 * @throws When the code does not build, or the template is not as expected.
 * @example
 * await buildCalculator(new URL('site/signature-calculator.html', root));
 */
export async function buildCalculator(target: URL | string): Promise<void> {
  const file = typeof target === 'string' ? target : fileURLToPath(target);
  const [template, style, script] = await Promise.all([
    readFile(new URL('index.html', source), 'utf8'),
    bundle('style.css'),
    bundle('calculator.ts'),
  ]);
  let html = await fillExamples(template);
  html = replaceOnce(html, '<link rel="stylesheet" href="style.css" />', `<style>${style}</style>`);
  html = replaceOnce(
    html,
    '<script type="module" src="calculator.ts"></script>',
    `<script type="module">${script}</script>`,
  );
  const charset = '<meta charset="utf-8" />';
  html = replaceOnce(
    html,
    charset,
    `${charset}
    <meta http-equiv="Content-Security-Policy" content="${policy(html)}" />
    <link rel="icon" href="${icon}" />`,
  );
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
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
  const text = outputFiles[0]?.text.trim() ?? '';
  if (/<\/(?:script|style)/i.test(text)) throw new Error(`${entry} would end its own element.`);
  return text;
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

/** Only this page's own script and style count, and nothing at all is fetched. */
function policy(html: string): string {
  return [
    "default-src 'none'",
    `script-src ${inlineHashes(html, 'script')}`,
    `style-src ${inlineHashes(html, 'style')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    // Nothing that was pasted may become markup or code.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
