/** Adds the guides of docs/ to the contract that is rendered. */
import { readFile } from 'node:fs/promises';
import { root } from './run.js';

/** The guides, in the order in which a reader meets them; each is docs/<name>.md. */
const guides = [
  'getting-started',
  'client',
  'authentication',
  'jobs-and-webhooks',
  'errors',
  'uploads',
  'local-service',
  'differences',
  'other-languages',
  'migrating',
  'measurements',
];

/** The page that is built beside the rendered one. */
const calculator = 'signature-calculator.html';

/** The parts of the document that are changed here. */
export interface GuidedDocument {
  tags: { name: string; description: string; 'x-displayName'?: string }[];
  'x-tagGroups'?: { name: string; tags: string[] }[];
}

/**
 * Adds each guide as a section of its own before the operations.
 *
 * @throws Error when a guide has no title.
 */
export async function addGuides<T extends GuidedDocument>(document: T): Promise<T> {
  const sections = await Promise.all(guides.map(readGuide));
  return {
    ...document,
    tags: [...sections, ...document.tags],
    'x-tagGroups': [
      { name: 'Guides', tags: sections.map((section) => section.name) },
      { name: 'Reference', tags: document.tags.map((tag) => tag.name) },
    ],
  };
}

async function readGuide(name: string): Promise<GuidedDocument['tags'][number]> {
  const text = await readFile(new URL(`docs/${name}.md`, root), 'utf8');
  const [, title, body] = /^# (.+)\n+([^]*)$/.exec(text) ?? [];
  if (title === undefined || body === undefined) throw new Error(`docs/${name}.md has no title.`);
  const pictured = await replaceAsync(body, /!\[([^\]]*)\]\(([^)]+\.svg)\)/g, inlinePicture);
  const linked = pictured
    .replace(/<!--[^]*?-->\n*/g, '') // These comments are for the tests.
    .replace(
      /\[([^\]]+)\]\((?!https?:|#|\.\.\/openapi\/samples\/)([^)]+)\)/g,
      (_, text: string, path: string) => {
        const target = /^([\w-]+)\.md(#[\w-]+)?$/.exec(path)?.[1] ?? '';
        // The page does not know the address of the repository, where the other files are.
        return guides.includes(target) ? `[${text}](#tag/${tagOf(target)})` : text;
      },
    )
    .replaceAll(`\`${calculator}\``, `[${calculator}](${calculator})`);
  return {
    name: tagOf(name),
    'x-displayName': title,
    description: await replaceAsync(linked, sampleItem, showSample),
  };
}

/** A list item that links to a file in openapi/samples/. */
const sampleItem = /^- \[([^\]]+)\]\(\.\.\/(openapi\/samples\/[^)]+)\)$/gm;

/** Puts the text of the file in the place of the link, because the page cannot link to the repository. */
async function showSample(label: string, path: string): Promise<string> {
  const code = await readFile(new URL(path, root), 'utf8');
  const file = path.replace('openapi/samples/', '');
  const language = file.split('.').at(-1) ?? '';
  return `<details>\n<summary>${label}: ${file}</summary>\n\n\`\`\`${language}\n${code}\`\`\`\n\n</details>\n`;
}

/** Redoc takes no data: URI in a Markdown image, but passes HTML through. */
async function inlinePicture(alt: string, path: string): Promise<string> {
  const image = await readFile(new URL(`docs/${path}`, root));
  return `<img alt="${alt.replaceAll('"', '&quot;')}" src="data:image/svg+xml;base64,${image.toString('base64')}">`;
}

async function replaceAsync(
  text: string,
  pattern: RegExp,
  replace: (...groups: [string, string]) => Promise<string>,
): Promise<string> {
  const replacements = await Promise.all(
    [...text.matchAll(pattern)].map(([, first = '', second = '']) => replace(first, second)),
  );
  return text.replace(pattern, () => replacements.shift() ?? '');
}

function tagOf(name: string): string {
  return `guide-${name}`;
}
