/**
 * `npm run docs`: renders the contract and the guides as one page that needs nothing from outside,
 * site/index.html, and builds the signature calculator beside it. With `--serve` it serves them on the loopback
 * and rebuilds when a source changes.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildCalculator } from './calculator.js';
import type { ContractDocument } from './contract-module.js';
import { addGuides, type GuidedDocument } from './guides.js';
import { icon, inlineHashes, loadsFromOutside, replaceOnce, svg } from './page.js';
import { root, runTool } from './run.js';
import { addSamples, sampleLanguages } from './samples.js';
import { serveSite } from './serve.js';

/** What Redoc is asked to do; without `downloadUrls` it offers no links to chat services either. */
const options = {
  jsonSamplesExpandLevel: 'all',
  schemasExpansionLevel: 2,
  sortRequiredPropsFirst: true,
  // By the labels of the samples. Redoc would leave out TypeScript, which is not among its own.
  codeSamples: {
    languages: [...sampleLanguages.map(({ label }) => label), 'Payload'].map((lang) => ({ lang })),
  },
};

/** Stands where Redoc would load its maker's logo from a CDN. */
const logo = svg(
  54,
  12,
  '<text y="10" font-family="sans-serif" font-size="11" font-weight="bold" fill="#3d7bff">Redocly</text>',
);

// Doubled, because Redoc sets the same variables on :root, later. Its colours have scales, from the page's
// own colour to the other end, in light mode and in dark: a step further is readable in both (WCAG AA).
const style = `
    :root:root {
      --h1-font-size: 30px;
      --h1-line-height: 38px;
      --md-blockquote-border-color: #d99a00;
      --md-blockquote-bg-color: color-mix(in srgb, #d99a00 9%, transparent);
      --md-blockquote-padding-vertical: 12px;
      --link-color-primary: var(--color-blue-8);
      --link-color-primary-hover: var(--color-blue-9);
      --input-content-placeholder-color: var(--color-warm-grey-7);
      --text-color-helper: var(--color-warm-grey-7);
      --button-bg-color-primary: #2558b8;
      --code-block-tokens-boolean-color: var(--color-green-9);
      --code-block-tokens-class-name-color: var(--color-carrot-9);
      --code-block-tokens-function-color: var(--color-carrot-9);
      --code-block-tokens-keyword-color: var(--color-magenta-8);
      --code-block-tokens-operator-color: var(--color-carrot-9);
      --code-block-tokens-property-string-color: var(--color-blue-8);
      --code-block-tokens-regex-color: var(--color-carrot-9);
      --code-block-tokens-string-color: var(--color-blue-8);
    }
    /* Those of the methods have no scale; the dark ones are readable as they are. */
    :root.light .tag-get { --tag-color: var(--color-green-9); }
    :root.light .tag-post { --tag-color: var(--color-blue-8); }
    :root.light .tag-put { --tag-color: var(--color-carrot-9); }
    :root.light .tag-delete { --tag-color: var(--color-red-8); }
    /* A nested member has the colour of its level also in the line beside it, where it need not be read. */
    .schema-name {
      color: var(--text-color-primary) !important;
    }
    /* Text without samples beside it gets the whole width: its tables and code need that, its lines do not. */
    [data-testid='middle-panel']:has(+ [data-testid='right-panel']:empty) {
      width: 100%;
    }
    [data-component-name='Markdown/Markdown'] :is(p, li) {
      max-width: 50em;
    }
    div[data-component-name='Markdown/Markdown'] img {
      margin: var(--spacing-sm) 0;
    }
    /* The start: the servers follow the first text, instead of standing beside all of it, or far below. */
    div:has(> [data-testid='middle-panel'] > [data-section-id]) {
      flex-direction: column;
      padding: var(--spacing-xl) clamp(var(--panel-gap-horizontal), 5vw, 2 * var(--panel-gap-horizontal));
      [data-testid='middle-panel'] {
        display: contents;
      }
      [data-testid='middle-panel'] > :not([data-section-id='/']) {
        order: 1;
      }
      [data-testid='right-panel'] {
        position: static;
        width: 100%;
        padding: 0;
      }
    }
    /* Redoc's own step: from here on the tables are wide enough. */
    @media (min-width: 1280px) {
      td code {
        white-space: nowrap;
      }
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

/** What in Redoc's script keeps a person from the page who does not see it, or uses no mouse. */
const mended = [
  // A label that lacks the visible text: people who speak their commands say what they see.
  [
    '"aria-label":r,children:(0,V.jsx)(cI,{children:i?.labelNode??i?.label})',
    '"aria-label":r&&`${r}: ${i?.label}`,children:(0,V.jsx)(cI,{children:i?.labelNode??i?.label})',
  ],
  // A wide table scrolls, and so has to take the focus of the keyboard.
  [
    'new Wz.Tag(`div`,{className:`md-table-wrapper`}',
    'new Wz.Tag(`div`,{className:`md-table-wrapper`,tabIndex:0,role:`group`,"aria-label":`Table`}',
  ],
] as const;

/**
 * Renders the contract and the guides of docs/ with Redoc into one HTML file that works offline,
 * from a server and from the disk. Its own policy (CSP) forbids the browser every request.
 *
 * @param target - The file to write; its folder is made when missing.
 * @param document - The contract; that of generated/openapi.json by default.
 * @throws When Redocly fails, when the page lacks a text that is replaced in it (a new Redoc: look
 * what it does now), or when it would still load something from outside.
 * @example
 * await buildDocs(new URL('site/index.html', root));
 */
export async function buildDocs(target: URL | string, document?: GuidedDocument): Promise<void> {
  const file = typeof target === 'string' ? target : fileURLToPath(target);
  const folder = await mkdtemp(join(tmpdir(), 'vod-docs-'));
  try {
    const contract = join(folder, 'openapi.json');
    const settings = join(folder, 'options.json');
    const page = join(folder, 'index.html');
    const guided = await addGuides(document ?? (await readContract()));
    await writeFile(contract, unwrapDescriptions(guided));
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

async function readContract(): Promise<GuidedDocument> {
  const text = await readFile(new URL('generated/openapi.json', root), 'utf8');
  // `npm run generate` wrote it. The samples are for readers: other languages' generators have no use for them.
  return addSamples(JSON.parse(text) as ContractDocument & GuidedDocument);
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

function selfContained(page: string): string {
  let html = page;
  for (const [from, to] of [...replacements, ...mended]) html = replaceOnce(html, from, to);
  html = mendBody(html);
  if (!html.includes('"disableTelemetry":true')) throw new Error('The page would send telemetry.');
  const found = loadsFromOutside(html);
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

/** Mends what is in the page before its script runs. */
function mendBody(html: string): string {
  const script = '<script type="module">';
  const [body = '', ...rest] = html.split(script);
  const mendedBody = body
    // Redoc's links name paths of a server, which only its click handler mends: a new tab would miss the page.
    .replaceAll(' href="/', ' href="#/')
    .replaceAll('<div class="md-table-wrapper"', '$& tabindex="0" role="group" aria-label="Table"');
  return [mendedBody, ...rest].join(script);
}

/** Only the scripts of this page run, and nothing is fetched: neither by them, nor by styles or images. */
function policy(html: string): string {
  return [
    "default-src 'none'",
    `script-src ${inlineHashes(html, 'script')}`,
    "style-src 'unsafe-inline'", // Redoc writes its styles while it runs.
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Builds every page of the site into site/. */
export async function buildSite(): Promise<void> {
  await buildDocs(new URL('site/index.html', root));
  await buildCalculator(new URL('site/signature-calculator.html', root));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { serve: { type: 'boolean' }, port: { type: 'string' } },
  });
  await buildSite();
  console.log('site/index.html\nsite/signature-calculator.html');
  if (values.serve) await serveSite(Number(values.port ?? 0), buildSite);
}
