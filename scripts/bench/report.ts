/** Shows figures: as tables in Markdown, and as bars. */
import type { Comparison } from './rounds.js';

/** A table in Markdown: the first column has words, the others numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [head, line, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** A table of contenders: a figure of each, and how many times that of each reference it is. */
export function comparisonTable(
  head: readonly string[],
  names: Readonly<Record<string, string>>,
  comparison: Comparison,
  [figure, unit]: readonly [figure: string, unit: string],
  ...references: (string | ((name: string) => string))[]
): string {
  const rows = Object.entries(names).map(([name, shown]) => [
    shown,
    `${rounded(comparison.median(name, figure))} ${unit}`,
    ...references.map((reference) => {
      const base = typeof reference === 'string' ? reference : reference(name);
      return `${rounded(comparison.ratio(name, base, figure))} ×`;
    }),
  ]);
  return table(head, rows);
}

/** Three digits, because more would be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** An SVG with a bar for each value, and a background of its own for light and dark pages. */
export function barChart(title: string, unit: string, bars: [label: string, value: number][]) {
  const largest = Math.max(...bars.map(([, value]) => value));
  const rows = bars.map(([label, value], index) => {
    const [y, length] = [index * 26 + 42, Math.round((value / largest) * 200)];
    const fill = label.includes('this client') ? '#2563eb' : '#a9b6c8';
    const bar = `<rect x="340" y="${y}" width="${length}" height="18" rx="3" fill="${fill}"/>`;
    const texts = `<text x="332" y="${y + 13}" text-anchor="end">${label}</text>${bar}`;
    return `${texts}<text x="${348 + length}" y="${y + 13}">${rounded(value)} ${unit}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="660" height="${bars.length * 26 + 52}" font-family="Helvetica,Arial,sans-serif" font-size="12" fill="#172033">
<rect width="100%" height="100%" rx="8" fill="#f6f8fb"/>
<text x="16" y="28" font-weight="bold">${title}</text>
${rows.join('\n')}
</svg>
`;
}
