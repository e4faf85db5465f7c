/** Draws docs/diagrams: `*.dot` by Graphviz, `*.sequence` by the few rules below. */
import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { root } from './run.js';

/** The colours, which the .dot files repeat: an own background, so that light and dark pages look alike. */
const paper = '#f6f8fb';
const frame = '#d3dae4';
const line = '#5b6b82';
const ink = '#172033';
const font = 'font-family="Helvetica,Arial,sans-serif"';

/**
 * Draws every picture of docs/diagrams. The same sources give the same bytes on every machine.
 *
 * @returns the SVG of each, by the name of its file, such as `job-states.svg`.
 */
export async function drawDiagrams(): Promise<Record<string, string>> {
  const folder = new URL('docs/diagrams/', root);
  const graphviz = await Graphviz.load();
  const drawn: Record<string, string> = {};
  for (const file of (await readdir(folder)).sort()) {
    const source = await readFile(new URL(file, folder), 'utf8');
    const { name, ext } = parse(file);
    drawn[`${name}.svg`] =
      ext === '.dot' ? reframe(graphviz.dot(source)) : drawSequence(parseSequence(source));
  }
  return drawn;
}

/**
 * Keeps Graphviz's shapes without their comments and tooltips, lays them on the paper of all pictures, and
 * makes the first line of a label of several stand out.
 */
function reframe(svg: string): string {
  const [, width = '', height = ''] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? [];
  const shapes = /<g id="graph0"[^]*<\/g>/.exec(svg)?.[0] ?? '';
  const bare = shapes
    .replace(/<title>[^]*?<\/title>\n|<!--[^]*?-->\n/g, '')
    .replace(/<polygon fill="#f6f8fb" stroke="none"[^>]*>\n/, '')
    .replaceAll('font-family="Helvetica,sans-Serif"', font)
    .replace(/<text(?=[^>]*>[^<]*<\/text>\n<text)/g, '<text font-weight="bold"');
  return picture(Math.ceil(Number(width)), Math.ceil(Number(height)), bare);
}

interface Sequence {
  lanes: string[];
  steps: { from: string; to: string; text: string; answer: boolean; part: boolean }[];
}

/** @throws Error that shows the line that is neither lanes, part, call nor answer, or names no lane. */
function parseSequence(source: string): Sequence {
  const lanes: string[] = [];
  const steps: Sequence['steps'] = [];
  for (const text of source.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
    const [, names] = /^lanes: (.+)$/.exec(text) ?? [];
    const [, part] = /^== (.+)$/.exec(text) ?? [];
    const [, from = '', arrow, to = '', label = ''] =
      /^(.+?) (-->|->) (.+?): (.+)$/.exec(text) ?? [];
    if (names !== undefined) lanes.push(...names.split(' | '));
    else if (part !== undefined) {
      steps.push({ from: '', to: '', text: part, answer: false, part: true });
    } else if (lanes.includes(from) && lanes.includes(to)) {
      steps.push({ from, to, text: label, answer: arrow === '-->', part: false });
    } else throw new Error(`This is no line of a sequence: ${text}`);
  }
  return { lanes, steps };
}

const laneWidth = 104;
const stepHeight = 34;
const headHeight = 46;

function drawSequence({ lanes, steps }: Sequence): string {
  const width = lanes.length * laneWidth;
  const height = headHeight + steps.length * stepHeight + 14;
  const at = (lane: string): number => (lanes.indexOf(lane) + 0.5) * laneWidth;
  const heads = lanes.map(
    (lane) =>
      `<path d="M${at(lane)} 36V${height - 12}" stroke="${line}" stroke-dasharray="2 3"/>` +
      `<rect x="${at(lane) - 48}" y="10" width="96" height="26" rx="6" fill="#fff" stroke="${line}"/>` +
      text(at(lane), 27.5, lane, 'font-weight="bold"'),
  );
  const rows = steps.map((step, index) => {
    const y = headHeight + (index + 1) * stepHeight - 8;
    if (step.part) {
      return (
        `<rect x="8" y="${y - 16}" width="${width - 16}" height="20" rx="4" fill="#e8f0ff"/>` +
        text(16, y - 2, step.text, 'font-weight="bold" text-anchor="start"')
      );
    }
    const [from, to] = [at(step.from), at(step.to)];
    const tip = to + (to > from ? -7 : 7);
    const dashes = step.answer ? ' stroke-dasharray="5 3"' : '';
    return (
      `<path d="M${from} ${y}H${tip}" stroke="${line}" stroke-width="1.4"${dashes}/>` +
      `<path d="M${to} ${y}L${tip} ${y - 4}V${y + 4}Z" fill="${line}"/>` +
      text((from + to) / 2, y - 6, step.text, `stroke="${paper}" stroke-width="4"`)
    );
  });
  return picture(width, height, `<g fill="none">\n${[...heads, ...rows].join('\n')}\n</g>`);
}

function text(x: number, y: number, content: string, attributes: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const anchor = attributes.includes('text-anchor') ? '' : 'text-anchor="middle" ';
  return `<text x="${x}" y="${y}" fill="${ink}" ${font} font-size="12" paint-order="stroke" ${anchor}${attributes}>${escaped}</text>`;
}

function picture(width: number, height: number, shapes: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n` +
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${paper}" stroke="${frame}"/>\n` +
    `${shapes}\n</svg>\n`
  );
}
