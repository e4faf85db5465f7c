/** Adds the guides of docs/ to the contract that is rendered. */
import { readFileSync } from 'node:fs';
import { root } from './run.js';

/** The guides, in the order in which a reader meets them; each is docs/<name>.md. */
const guides = [
  'getting-started',
  'client',
  'authentication',
  'jobs-and-webhooks',
  'errors',
  'uploads',
  'proxies',
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
export function addGuides<T extends GuidedDocument>(document: T): T {
  const sections = guides.map(readGuide);
  return {
    ...document,
    tags: [...sections, ...document.tags],
    'x-tagGroups': [
      { name: 'Guides', tags: sections.map((section) => section.name) },
      { name: 'Reference', tags: document.tags.map((tag) => tag.name) },
    ],
  };
}

function readGuide(name: string): GuidedDocument['tags'][number] {
  const text = textOf(`docs/${name}.md`);
  const [, title, body] = /^# (.+)\n+([^]*)$/.exec(text) ?? [];
  if (title === undefined || body === undefined) throw new Error(`docs/${name}.md has no title.`);
  const description = body
    .replace(/!\[([^\]]*)\]\(([^)]+\.svg)\)/g, inlinePicture)
    .replace(/<!--[^]*?-->\n*/g, '') // These comments are for the tests.
    .replace(
      /\[([^\]]+)\]\((?!https?:|#|\.\.\/openapi\/samples\/)([^)]+)\)/g,
      (_, text: string, path: string) => {
        const target = /^([\w-]+)\.md(#[\w-]+)?$/.exec(path)?.[1] ?? '';
        // The page does not know the address of the repository, where the other files are.
        return guides.includes(target) ? `[${text}](#tag/${tagOf(target)})` : text;
      },
    )
    .replaceAll(`\`${calculator}\``, `[${calculator}](${calculator})`)
    .replace(sampleItem, showSample);
  return { name: tagOf(name), 'x-displayName': title, description };
}

/** A list item that links to a file in openapi/samples/. */
const sampleItem = /^- \[([^\]]+)\]\(\.\.\/(openapi\/samples\/[^)]+)\)$/gm;

/** Puts the text of the file in the place of the link, because the page cannot link to the repository. */
function showSample(_item: string, label: string, path: string): string {
  const file = path.replace('openapi/samples/', '');
  const language = file.split('.').at(-1) ?? '';
  return `<details>\n<summary>${label}: ${file}</summary>\n\n\`\`\`${language}\n${textOf(path)}\`\`\`\n\n</details>\n`;
}

/** Redoc takes no data: URI in a Markdown image, but passes HTML through. */
function inlinePicture(_image: string, alt: string, path: string): string {
  const image = readFileSync(new URL(`docs/${path}`, root), 'base64');
  return `<img alt="${alt.replaceAll('"', '&quot;')}" src="data:image/svg+xml;base64,${image}">`;
}

const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');
const tagOf = (name: string) => `guide-${name}`;
