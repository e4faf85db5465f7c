/** What the pages of the site have in common: their icon, and a policy that lets nothing out. */
import { createHash } from 'node:crypto';

/** The icon of the site, in the address itself. */
export const icon = svg(
  32,
  32,
  '<rect width="32" height="32" rx="7" fill="#0a59f7"/>' +
    '<path d="M8 13v6M14 8v16M20 11v10M26 14v4" stroke="#fff" stroke-width="3" stroke-linecap="round"/>',
);

/** An image as a data URL. */
export function svg(width: number, height: number, content: string): string {
  const image = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}">${content}</svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(image).toString('base64')}`;
}

/** The hashes of the page's inline elements of that name, as a Content-Security-Policy takes them. */
export function inlineHashes(html: string, tag: 'script' | 'style'): string {
  const contents = html.matchAll(new RegExp(`<${tag}\\b[^>]*>(.*?)</${tag}>`, 'gs'));
  return Array.from(
    contents,
    ([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`,
  ).join(' ');
}

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

/** What the page would load from elsewhere. */
export function loadsFromOutside(html: string): string[] {
  return loads.flatMap((pattern) => html.match(pattern) ?? []);
}

/**
 * Replaces the one place where the text is.
 *
 * @throws Error when there is none, or more than one.
 */
export function replaceOnce(text: string, from: string, to: string): string {
  const [before, after, ...more] = text.split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(
      `The page was expected to have ${from} exactly once: look at what has changed in it.`,
    );
  }
  return before + to + after;
}
