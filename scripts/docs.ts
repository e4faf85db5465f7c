/** `npm run docs`: renders the contract as one page that needs nothing from outside, site/index.html. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { root, runTool } from './run.js';

/** What Redoc is asked to do; without `downloadUrls` it offers no links to chat services either. */
const options = {
  jsonSamplesExpandLevel: 'all',
  schemasExpansionLevel: 2,
  sortRequiredPropsFirst: true,
};

const icon = svg(
  32,
  32,
  '<rect width="32" height="32" rx="7" fill="#0a59f7"/>' +
    '<path d="M8 13v6M14 8v16M20 11v10M26 14v4" stroke="#fff" stroke-width="3" stroke-linecap="round"/>',
);

/** Stands where Redoc would load its maker's logo from a CDN. */
const logo = svg(
  54,
  12,
  '<text y="10" font-family="sans-serif" font-size="11" font-weight="bold" fill="#3d7bff">Redocly</text>',
);

// Doubled, because Redoc sets the same variables on :root, later.
const style = `
    :root:root {
      --h1-font-size: 30px;
      --h1-line-height: 38px;
      --md-blockquote-border-color: #d99a00;
      --md-blockquote-bg-color: color-mix(in srgb, #d99a00 9%, transparent);
      --md-blockquote-padding-vertical: 12px;
    }
    td code {
      white-space: nowrap;
    }
    pre,
    pre code {
      white-space: pre-wrap !important;
      overflow-wrap: anywhere;
    }`;

/** The addresses that Redoc 3.0 would call, and what takes their place. */
const replacements = [
  ['https://cdn.redoc.ly/redoc/logo-mini-full.svg', logo],
  ['https://cdn.redoc.ly/redoc/logo-mini.svg', icon],
  ['https://otel.cloud.redocly.com/v1/traces', 'data:,'],
  ['https://cdn.redocly.com/icons/fa/7.0.0', 'data:,'],
  ['https://cdn.redocly.com/icons/code/5.24.0', 'data:,'],
] as const;

/** How a page loads from elsewhere; a link that a person follows is none of these. */
const loads = [
  /\b(?:src|srcset|poster|data)\s*=\s*["']?(?:https?:)?\/\/[^\s"'>]+/gi,
  /\bsrc:\s*["'`]https?:\/\/[^"'`]+/gi,
  /<link\b[^>]*\bhref\s*=\s*["']?(?:https?:)?\/\/[^>]+>/gi,
  /\burl\(\s*["']?(?:https?:)?\/\/[^)]+\)/gi,
  /@import\s+["'](?:https?:)?\/\/[^"']+/gi,
  /!\[[^\]\n]*\]\(https?:[^)]+\)/gi,
  /https?:\/\/(?:cdn|otel)[\w.-]*\.(?:redoc|redocly)\.[^\s"'`)]+/gi,
];

/**
 * Renders generated/openapi.json with Redoc into one HTML file that works offline, from a server and
 * from the disk. Its own policy (CSP) forbids the browser every request.
 *
 * @param target - The file to write; its folder is made when missing.
 * @throws When Redocly fails, when the page lacks an address that is known to be in it (a new Redoc:
 * look what it loads), or when it would still load something from outside.
 * @example
 * await buildDocs(new URL('site/index.html', root));
 */
export async function buildDocs(target: URL | string): Promise<void> {
  const file = typeof target === 'string' ? target : fileURLToPath(target);
  const folder = await mkdtemp(join(tmpdir(), 'vod-docs-'));
  try {
    const contract = join(folder, 'openapi.json');
    const settings = join(folder, 'options.json');
    const page = join(folder, 'index.html');
    await writeFile(
      contract,
      unwrapDescriptions(await readFile(new URL('generated/openapi.json', root), 'utf8')),
    );
    await writeFile(settings, JSON.stringify(options));
    const { code, output } = await runTool(
      'redocly',
      ...['build-docs', contract, '--inlineBundle', '--openapi', settings, '-o', page],
    );
    if (code !== 0) throw new Error(`redocly build-docs failed:\n${output}`);
    const html = selfContained(await readFile(page, 'utf8'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, html);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Puts each paragraph of a description on one line: Redoc's search drops line ends, and so would glue
 * the last word of a line to the first of the next. Headings, tables, lists and code keep their lines.
 */
function unwrapDescriptions(contract: string): string {
  const lineEnd = /(?:(?<=^[^#|>\s].*\S)\n|(?<=^> .*\S)\n> )(?=[\p{L}\d`([]|\*\*)(?!\d+\. )/gmu;
  return JSON.stringify(JSON.parse(contract), (key, value: unknown) =>
    key === 'description' && typeof value === 'string' && !value.includes('```')
      ? value.replace(lineEnd, ' ')
      : value,
  );
}

function selfContained(page: string): string {
  let html = page;
  for (const [from, to] of replacements) html = replaceOnce(html, from, to);
  html = hashLinks(html);
  if (!html.includes('"disableTelemetry":true')) throw new Error('The page would send telemetry.');
  const found = loads.flatMap((pattern) => html.match(pattern) ?? []);
  if (found.length > 0) {
    throw new Error(
      `The page would load from outside:\n${found.map((text) => text.slice(0, 200)).join('\n')}`,
    );
  }
  const charset = '<meta charset="utf8" />';
  return replaceOnce(
    html,
    charset,
    `<meta charset="utf-8" />
  <meta http-equiv="Content-Security-Policy" content="${policy(html)}" />
  <meta name="referrer" content="no-referrer" />
  <link rel="icon" href="${icon}" />
  <style>${style}
  </style>`,
  );
}

/** Redoc's links name paths of a server, which only its click handler mends: a new tab would miss the page. */
function hashLinks(html: string): string {
  const script = '<script type="module">';
  const [body = '', ...rest] = html.split(script);
  return [body.replaceAll(' href="/', ' href="#/'), ...rest].join(script);
}

/** Only the scripts of this page run, and nothing is fetched: neither by them, nor by styles or images. */
function policy(html: string): string {
  const hashes = [...html.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'", // Redoc writes its styles while it runs.
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function replaceOnce(text: string, from: string, to: string): string {
  const [before, after, ...more] = text.split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(
      `Redoc's page was expected to have ${from} exactly once: look at what has changed.`,
    );
  }
  return before + to + after;
}

function svg(width: number, height: number, content: string): string {
  const image = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}">${content}</svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(image).toString('base64')}`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await buildDocs(new URL('site/index.html', root));
  console.log('site/index.html');
}
